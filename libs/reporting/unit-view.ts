import type {
  Alert,
  FigureReading,
  Indicator,
  IndicatorSummary,
  Trees,
  Unit,
  UnitNode,
  UnitTask,
  UnitView,
} from '#libs/contracts';
import { periodAt, valueAt } from '#libs/indicators';
import {
  type Mandated,
  mayDo,
  maySeeAlert,
  maySeeIndices,
  maySeeSeries,
  type Organisation,
  type Viewer,
  withoutAmounts,
} from '#libs/organisation';
import { indicesAt } from './series.js';

/** The trees of the recursion, each unit with the open alerts at or below it that the viewer may see. */
export function treesView(organisation: Organisation, viewer: Viewer | null, open: readonly Alert[]): Trees {
  const counts = new Map<string, number>();
  for (const alert of open) {
    if (!viewer || !maySeeAlert(viewer, alert)) continue;
    for (const { unit } of alert.path) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  const node = (unit: Unit): UnitNode => ({
    id: unit.id,
    name: unit.name,
    level: unit.level ?? null,
    openAlerts: counts.get(unit.id) ?? 0,
    children: organisation.childrenOf(unit.id).map(node),
  });
  const { name, credits } = organisation.document;
  return { version: organisation.version, name, credits, trees: organisation.roots().map(node) };
}

/** A unit with its place in the tree and its indicators, each as far as the viewer may see it. */
export function unitView(
  organisation: Organisation,
  unit: Unit,
  viewer: Mandated,
  { latest, open, now }: { latest: readonly FigureReading[]; open: readonly Alert[]; now: number },
): UnitView {
  const timeZone = organisation.timeZoneOf(unit.id);
  const path = organisation.pathUp(unit.id);
  const above = new Set(path.map(({ id }) => id));
  const indicators = organisation.indicatorsOf(unit.id);
  const posted = indicators.filter(({ rollUp }) => !rollUp);
  return {
    unit,
    timeZone,
    path: path.toReversed(),
    children: [...organisation.childrenOf(unit.id)],
    indicators: indicators.map((indicator) => summary(organisation, indicator, viewer, { latest, open })),
    agreements: organisation.document.agreements.filter((agreement) => above.has(agreement.unit)),
    tasks: viewer.unit === unit.id ? indicators.flatMap((indicator) => tasksOf(indicator, latest)) : [],
    mayOpen: mayDo(organisation, viewer, 'open', unit.id),
    currentPeriods: Object.fromEntries(posted.map(({ id, cadence }) => [id, periodAt(cadence, timeZone, now).name])),
  };
}

/** Where A lies above the C that the unit itself has agreed, C is to be revised, or the figure. */
function tasksOf(indicator: Indicator, latest: readonly FigureReading[]): UnitTask[] {
  const reading = latest.find((figure) => figure.indicator === indicator.id);
  if (!reading || indicator.rollUp?.rule === 'ratio') return [];
  const capability = valueAt(indicator.capability, reading.starts);
  const { productivity } = indicesAt(indicator, reading);
  const { period, actuality: value } = reading;
  if (capability === null || value === null || productivity === null || productivity <= 1) return [];
  return [{ kind: 'above-capability', indicator: indicator.id, period, value, capability, productivity }];
}

function summary(
  organisation: Organisation,
  indicator: Indicator,
  viewer: Viewer,
  { latest, open }: { latest: readonly FigureReading[]; open: readonly Alert[] },
): IndicatorSummary {
  const mayRead = maySeeSeries(organisation, viewer, indicator, open);
  const shown = mayRead ? indicator : withoutAmounts(indicator);
  const reading = latest.find((figure) => figure.indicator === indicator.id);
  if (!reading || !(mayRead || maySeeIndices(organisation, viewer, indicator))) {
    return { indicator: shown, open: mayRead, latest: null };
  }
  const { period, coverage, settled, value, assessment } = reading;
  const figures = mayRead ? { value, assessment } : { value: null, assessment: null };
  return {
    indicator: shown,
    open: mayRead,
    latest: { period, coverage, settled, ...figures, indices: indicesAt(indicator, reading) },
  };
}
