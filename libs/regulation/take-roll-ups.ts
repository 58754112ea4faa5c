import { type Indicator, type Refusal, RollUp } from '#libs/contracts';
import { dueAt, type Part, type Period, readPeriod, rollUp, valueAt } from '#libs/indicators';
import type { Organisation } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';
import { matchingTo } from './matching-period.js';
import type { Figure } from '#libs/contracts';
import type { Changes, ObservationRow } from './rows.js';
import type { OrdinalKey } from './store.js';

/** A period of an aggregate that is to be made again. */
export interface Asked {
  indicator: Indicator;
  period: Period;
  settle: boolean;
}

/** Reads a message of the topic synco.roll-ups. */
export function readRollUp(text: string | null): RollUp | Refusal {
  try {
    return RollUp.parse(JSON.parse(text ?? ''));
  } catch (error) {
    return { code: 'message-malformed', message: error instanceof Error ? error.message : String(error) };
  }
}

/** The indicators that are to be assessed again, each with the earliest ordinal asked for; what the organisation no longer has is left out. */
export function askedAgain(organisation: Organisation, messages: readonly RollUp[]): Map<string, number> {
  const again = new Map<string, number>();
  for (const message of messages) {
    const indicator = message.assess ? organisation.indicator(message.indicator) : undefined;
    const zone = organisation.timeZoneOf(indicator?.unit ?? '');
    const period = indicator && readPeriod(indicator.cadence, zone, message.period);
    if (period) again.set(indicator.id, Math.min(period.ordinal, again.get(indicator.id) ?? period.ordinal));
  }
  return again;
}

/** The aggregates asked for, each once; what the organisation no longer has is left out. */
export function askedFor(organisation: Organisation, messages: readonly RollUp[]): Asked[] {
  const asked = new Map<string, Asked>();
  for (const message of messages) {
    const indicator = organisation.indicator(message.indicator);
    if (!indicator?.rollUp || message.assess) continue;
    const period = readPeriod(indicator.cadence, organisation.timeZoneOf(indicator.unit), message.period);
    if (!period) continue;
    const key = `${indicator.id} ${period.name}`;
    asked.set(key, { indicator, period, settle: message.settle || (asked.get(key)?.settle ?? false) });
  }
  return [...asked.values()];
}

/** Which figures are needed to make them: of each part, and of what weighs it, up to that period. */
export function neededFor(organisation: Organisation, asked: readonly Asked[]): OrdinalKey[] {
  const keys = asked.flatMap(({ indicator, period }) => [
    { indicator: indicator.id, ordinal: period.ordinal },
    ...organisation.partsOf(indicator.id).flatMap((part) => {
      const matching = matchingTo(organisation, { indicator, period }, part);
      if (!matching) return [];
      const weigher =
        typeof part.weight === 'object' ? [{ indicator: part.weight.indicator, ordinal: matching.ordinal }] : [];
      return [{ indicator: part.id, ordinal: matching.ordinal }, ...weigher];
    }),
  ]);
  return [...new Map(keys.map((key) => [`${key.indicator} ${key.ordinal}`, key])).values()];
}

/** Finds the newest figure of an indicator at or before an ordinal among those that were read. */
export type Lookup = (indicator: string, ordinal: number) => Figure | undefined;

/** Makes the aggregates; answers those that have changed, by indicator and ordinal. */
export function takeRollUps(
  changes: Changes,
  organisation: Organisation,
  asked: readonly Asked[],
  context: { lookup: Lookup; replay: string | null },
): Map<string, Map<number, Figure>> {
  const touched = new Map<string, Map<number, Figure>>();
  for (const ask of asked) {
    const { indicator, period } = ask;
    const before = exactly(context.lookup(indicator.id, period.ordinal), period.ordinal);
    const figure = make(organisation, ask, { ...context, before: before ?? null, now: changes.now });
    if (!figure) continue;
    setSettling(changes, organisation, { indicator, period }, { figure, replay: context.replay });
    if (before && same(before, figure)) continue;
    changes.observations.push(observationRow(figure, changes.now, context.replay !== null));
    touched.set(indicator.id, (touched.get(indicator.id) ?? new Map<number, Figure>()).set(period.ordinal, figure));
  }
  return touched;
}

function make(
  organisation: Organisation,
  { indicator, period, settle }: Asked,
  { lookup, before, now }: { lookup: Lookup; before: Figure | null; now: string },
): Figure | null {
  const { rollUp: rule } = indicator;
  if (!rule) return null;
  const parts = organisation
    .partsOf(indicator.id)
    .map((part) => partOf(organisation, { indicator, period }, part, lookup));
  const made = rollUp(rule.rule, parts);
  if (!made) return null;
  const due = dueAt(period, rule, indicator.cadence, organisation.heightOf(indicator.id));
  const settled =
    settle || before?.settled === true || made.coverage >= 1 || due <= Temporal.Instant.from(now).epochMilliseconds;
  const { value, comparable, coverage } = made;
  // A ratio is Σ A / Σ C: its A and C are sums over the parts, and a value agreed for the ratio itself is no such sum.
  const agreed = (values: Indicator['capability']) => (rule.rule === 'ratio' ? null : valueAt(values, period.starts));
  return {
    indicator: indicator.id,
    period: period.name,
    ordinal: period.ordinal,
    starts: period.starts,
    revision: (before?.revision ?? 0) + 1,
    value,
    comparable,
    coverage,
    settled,
    actuality: made.a,
    capability: agreed(indicator.capability) ?? made.c,
    potentiality: agreed(indicator.potentiality) ?? made.p,
  };
}

function partOf(
  organisation: Organisation,
  whole: Pick<Asked, 'indicator' | 'period'>,
  part: Indicator,
  lookup: Lookup,
): Part {
  const period = matchingTo(organisation, whole, part);
  const figure = period ? exactly(lookup(part.id, period.ordinal), period.ordinal) : undefined;
  return {
    indicator: part.id,
    weight: weightOf(part, period, lookup),
    figure: figure
      ? {
          value: figure.value,
          coverage: figure.coverage,
          a: figure.actuality,
          // What has been agreed since the figure was posted counts too.
          c: part.rollUp ? figure.capability : valueAt(part.capability, figure.starts),
          p: part.rollUp ? figure.potentiality : valueAt(part.potentiality, figure.starts),
        }
      : null,
  };
}

/** A weight by another indicator is its newest figure up to the period; before its first figure it counts nothing. */
function weightOf(part: Indicator, period: Period | null, lookup: Lookup): number {
  if (typeof part.weight === 'number') return part.weight;
  if (!period) return 0;
  return Math.max(0, lookup(part.weight.indicator, period.ordinal)?.value ?? 0);
}

function setSettling(
  changes: Changes,
  organisation: Organisation,
  { indicator, period }: Pick<Asked, 'indicator' | 'period'>,
  { figure, replay }: { figure: Figure; replay: string | null },
): void {
  const timer = { kind: 'settle', subject: `${indicator.id} ${period.name}` } as const;
  if (figure.settled || !indicator.rollUp) return void changes.timers.clear.push(timer);
  const due = dueAt(period, indicator.rollUp, indicator.cadence, organisation.heightOf(indicator.id));
  changes.timers.set.push({ ...timer, dueAt: Temporal.Instant.fromEpochMilliseconds(due).toString(), replay });
}

function exactly(figure: Figure | undefined, ordinal: number): Figure | undefined {
  return figure?.ordinal === ordinal ? figure : undefined;
}

const told = ['value', 'comparable', 'coverage', 'settled', 'actuality', 'capability', 'potentiality'] as const;

/** Whether a new revision would say what the one before says. */
function same(before: Figure, after: Figure): boolean {
  return told.every((member) => before[member] === after[member]);
}

function observationRow(figure: Figure, now: string, replayed: boolean): ObservationRow {
  const id = `${figure.indicator}/${figure.period}/${figure.revision}`;
  return { id, n: null, note: null, by: null, postedAt: now, knownFrom: now, replayed, ...figure };
}
