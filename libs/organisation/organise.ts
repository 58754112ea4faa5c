import type { Agreement, Indicator, Notice, OrganisationDocument, Unit } from '#libs/contracts';
import { workingTimeOn } from './calendars.js';
import { grouped } from './grouped.js';
import { type Explanations, explanationsOf } from './notice/explanations.js';
import { Temporal } from 'temporal-polyfill';
import type { WorkingTime } from './working-time.js';

/** A document that readOrganisation has passed, with the notices that were said, indexed for looking things up; it never changes. */
export interface Organisation {
  readonly version: number;
  readonly document: OrganisationDocument;
  /** All that were declared and not withdrawn, those that are over among them. */
  readonly notices: readonly Notice[];
  unit(id: string): Unit | undefined;
  indicator(id: string): Indicator | undefined;
  childrenOf(unitId: string): readonly Unit[];
  indicatorsOf(unitId: string): readonly Indicator[];
  roots(): readonly Unit[];
  /** From the unit itself up to its root; empty for an unknown unit. */
  pathUp(unitId: string): readonly Unit[];
  /** Whether the unit lies strictly below the other. */
  isBelow(unitId: string, above: string): boolean;
  /** The IANA name that holds for the unit, its own or inherited; UTC for an unknown unit. */
  timeZoneOf(unitId: string): string;
  /** When the unit works, by its own calendar, those above, and the notices that stop it; an unknown unit works round the clock. */
  workingTimeOf(unitId: string): WorkingTime;
  /** The notices that hold for the unit, its own and those of the units above, in the order in which they begin. */
  noticesOf(unitId: string): readonly Notice[];
  /** What these explain: which stretches are left out of the filter, whose silence is no wonder. */
  explanationsOf(unitId: string): Explanations;
  /** The indicators that name this one in `into`. */
  partsOf(indicatorId: string): readonly Indicator[];
  /** The indicators whose weight is this one's figure. */
  weighs(indicatorId: string): readonly Indicator[];
  /** 0 for an indicator that is posted, for others one more than the highest of its parts. */
  heightOf(indicatorId: string): number;
  /** What was agreed for exactly this unit. */
  agreementsOf(unitId: string): readonly Agreement[];
}

const none: readonly never[] = [];

/** Indexes a valid document under its version, with the notices said so far; answers are looked up, not searched. */
export function organise(
  version: number,
  document: OrganisationDocument,
  said: readonly Notice[] = none,
): Organisation {
  const units = new Map(document.units.map((unit) => [unit.id, unit]));
  const indicators = new Map(document.indicators.map((indicator) => [indicator.id, indicator]));
  const children = grouped(document.units, (unit) => unit.parent);
  const ofUnit = grouped(document.indicators, (indicator) => indicator.unit);
  const parts = grouped(document.indicators, (indicator) => indicator.into);
  const weighed = grouped(document.indicators, weightIndicator);
  const heights = heightsOf(document.indicators, indicators);
  const zones = zonesOf(children);
  const agreements = grouped(document.agreements, (agreed) => agreed.unit);
  const parentOf = (unit: Unit | undefined) => units.get(unit?.parent ?? '');
  const pathUp = (id: string) => {
    const path: Unit[] = [];
    for (let unit = units.get(id); unit; unit = parentOf(unit)) path.push(unit);
    return path;
  };
  const notices = said.filter(({ state }) => state !== 'withdrawn').toSorted(byBeginning);
  const noticed = grouped(notices, ({ unit }) => unit);
  const noticesOf = (id: string) =>
    pathUp(id)
      .flatMap((unit) => noticed.get(unit.id) ?? none)
      .toSorted(byBeginning);
  const explained = new Map<string, Explanations>();
  const explanations = (id: string) => {
    const known = explained.get(id) ?? explanationsOf(workingTimeOn(pathUp(id), zones.get(id) ?? 'UTC'), noticesOf(id));
    explained.set(id, known);
    return known;
  };
  return {
    version,
    document,
    notices,
    unit: (id) => units.get(id),
    indicator: (id) => indicators.get(id),
    childrenOf: (id) => children.get(id) ?? none,
    indicatorsOf: (id) => ofUnit.get(id) ?? none,
    roots: () => children.get(null) ?? none,
    pathUp,
    isBelow: (id, above) => id !== above && pathUp(id).some((unit) => unit.id === above),
    timeZoneOf: (id) => zones.get(id) ?? 'UTC',
    workingTimeOf: (id) => explanations(id).working,
    noticesOf,
    explanationsOf: explanations,
    partsOf: (id) => parts.get(id) ?? none,
    weighs: (id) => weighed.get(id) ?? none,
    heightOf: (id) => heights.get(id) ?? 0,
    agreementsOf: (id) => agreements.get(id) ?? none,
  };
}

/** The name under which an agreement is known: its unit, with the indicator, kind and severity that it is about. */
export function agreementKey({ unit, indicator, kind, severity }: Omit<Agreement, 'dealWithin'>): string {
  return [unit, indicator, kind, severity].filter((part) => part !== undefined).join('/');
}

function byBeginning(one: Notice, other: Notice): number {
  return Temporal.Instant.compare(one.from, other.from);
}

function weightIndicator({ weight }: Indicator): string | undefined {
  return typeof weight === 'object' ? weight.indicator : undefined;
}

/** Each unit's zone, from the roots down, so that a parent's is known before its children's. */
function zonesOf(children: ReadonlyMap<string | null, readonly Unit[]>): ReadonlyMap<string, string> {
  const zones = new Map<string, string>();
  const queue = [...(children.get(null) ?? none)];
  for (const unit of queue) {
    zones.set(unit.id, unit.timeZone ?? (unit.parent === null ? undefined : zones.get(unit.parent)) ?? 'UTC');
    queue.push(...(children.get(unit.id) ?? none));
  }
  return zones;
}

/** Lifts every indicator's wholes above it, and goes on upward only as long as that changes something. */
function heightsOf(all: readonly Indicator[], byId: ReadonlyMap<string, Indicator>): ReadonlyMap<string, number> {
  const heights = new Map(all.map((indicator) => [indicator.id, indicator.rollUp ? 1 : 0]));
  for (const indicator of all) {
    let below = indicator;
    for (let whole = byId.get(below.into ?? ''); whole; whole = byId.get(below.into ?? '')) {
      const height = (heights.get(below.id) ?? 0) + 1;
      if ((heights.get(whole.id) ?? 0) >= height) break;
      heights.set(whole.id, height);
      below = whole;
    }
  }
  return heights;
}
