import type { Alert, AlertCounts, Comparison, ComparisonRow, FigureReading, Indicator, Unit } from '#libs/contracts';
import { maySeeIndices, maySeeSeries, type Organisation, type Viewer } from '#libs/organisation';
import { indicesAt } from './series.js';

/** What a comparison is made of: the series of the children over the span, and what became of their alerts. */
export interface ComparisonGround {
  from: string;
  to: string;
  series: ReadonlyMap<string, readonly FigureReading[]>;
  counts: readonly AlertCounts[];
  open: readonly Alert[];
}

/**
 * The children of a unit over a span of dates: where each stood at the beginning and at the end, and what became of its alerts. What the
 * viewer may know no index of has no row: that something was told there is for those whom it has reached.
 */
export function comparisonView(
  organisation: Organisation,
  unit: Unit,
  viewer: Viewer,
  ground: ComparisonGround,
): Comparison {
  const rows = organisation.childrenOf(unit.id).flatMap((child) =>
    organisation
      .indicatorsOf(child.id)
      .filter((indicator) => mayCompare(organisation, viewer, indicator, ground.open))
      .map((indicator) => row(organisation, child, indicator, { viewer, ...ground })),
  );
  return { unit, from: ground.from, to: ground.to, rows };
}

function mayCompare(org: Organisation, viewer: Viewer, indicator: Indicator, open: readonly Alert[]): boolean {
  return maySeeIndices(org, viewer, indicator) || maySeeSeries(org, viewer, indicator, open);
}

function row(
  organisation: Organisation,
  child: Unit,
  indicator: Indicator,
  { viewer, series, counts, open }: ComparisonGround & { viewer: Viewer },
): ComparisonRow {
  const readings = (series.get(indicator.id) ?? []).filter(({ settled }) => settled);
  const first = readings[0];
  const last = readings.at(-1);
  const mayRead = maySeeSeries(organisation, viewer, indicator, open);
  const level = (reading: FigureReading | undefined) => (mayRead ? (reading?.assessment?.level ?? null) : null);
  return {
    unit: child.id,
    unitName: child.name,
    indicator: indicator.id,
    indicatorName: indicator.name,
    measure: indicator.measure,
    good: indicator.good,
    levelThen: level(first),
    levelNow: level(last),
    slope: mayRead ? (last?.assessment?.slope ?? null) : null,
    indicesThen: first ? indicesAt(indicator, first) : null,
    indicesNow: last ? indicesAt(indicator, last) : null,
    ...totals(counts, indicator.id),
    coverage:
      readings.length === 0 ? null : readings.reduce((sum, { coverage }) => sum + coverage, 0) / readings.length,
    periods: readings.length,
  };
}

function totals(
  counts: readonly AlertCounts[],
  indicator: string,
): Pick<ComparisonRow, 'raised' | 'solved' | 'climbed' | 'open'> {
  const total = { raised: 0, solved: 0, climbed: 0, open: 0 };
  for (const count of counts.filter((found) => found.indicator === indicator)) {
    total.raised += count.raised;
    total.solved += count.solved;
    total.climbed += count.climbed;
    total.open += count.open;
  }
  return total;
}
