import type { Indicator } from '#libs/contracts';
import { matchingPeriod } from './matching-period.js';
import type { Organisation } from '#libs/organisation';
import { topics } from '#libs/contracts';
import { raiseAlerts } from './raise-alerts.js';
import { type FilterPlace, type FilterRow, placeOf, runFilter } from './run-filter.js';
import type { Figure } from '#libs/contracts';
import type { AssessmentRow, Changes, KnownAlert } from './rows.js';
import type { FilterGround } from './store.js';

/** What is known of an indicator when figures of it have changed. `place` is the filter's newest place where that is still true. */
export interface KnownIndicator {
  sequence: number;
  place: FilterPlace | null;
  /** Read from the store where `place` cannot serve: a cold start, a late figure, a correction. */
  ground: FilterGround | null;
  alerts: readonly KnownAlert[];
}

/** Figures of one indicator that have changed, by ordinal, under the organisation and replay in force. */
export interface Touched {
  organisation: Organisation;
  indicator: Indicator;
  figures: ReadonlyMap<number, Figure>;
  replay: string | null;
}

/**
 * Assesses an indicator whose figures have changed: the filter runs from before the earliest change, alerts follow, and the
 * units above are told to roll up. Returns where the filter stands now, for the next time.
 */
export function assess(changes: Changes, touched: Touched, known: KnownIndicator): FilterPlace | null {
  const { organisation, indicator, figures, replay } = touched;
  const sequence = known.sequence + 1;
  changes.heads.push({ indicator: indicator.id, sequence });
  announce(changes, touched, sequence);
  const settled = [...figures.values()].filter((figure) => figure.settled);
  if (settled.length === 0) return known.place;
  const from = Math.min(...settled.map((figure) => figure.ordinal));
  const place = known.ground ? placeOf(known.ground) : known.place;
  const ahead = merged(known.ground?.tail ?? [], settled, place?.ordinal ?? Number.NEGATIVE_INFINITY);
  const run = runFilter(indicator, organisation.timeZoneOf(indicator.unit), place, ahead);
  const fresh = run.rows.filter((row) => row.figure.ordinal >= from);
  changes.assessments.push(...fresh.map((row) => assessmentRow(row, sequence, changes.now)));
  if (known.ground) changes.staleSnapshots.push({ indicator: indicator.id, from });
  changes.snapshots.push(...run.snapshots);
  raiseAlerts(changes, { organisation, indicator, rows: fresh, from, known: known.alerts, replay });
  return run.place;
}

/** Tells charts, and asks for the aggregates that this indicator is a part of or weighs in. */
function announce(changes: Changes, { organisation, indicator, figures, replay }: Touched, sequence: number): void {
  const sorted = [...figures.values()].toSorted((a, b) => a.ordinal - b.ordinal);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (!first || !last) return;
  changes.feed.push({
    kind: 'figures',
    indicator: indicator.id,
    unit: indicator.unit,
    from: first.period,
    to: last.period,
  });
  const wholes = [indicator, ...organisation.weighs(indicator.id)].flatMap(
    ({ into }) => organisation.indicator(into ?? '') ?? [],
  );
  for (const whole of new Map(wholes.map((found) => [found.id, found])).values()) {
    const names = new Set(sorted.map((figure) => matchingPeriod(organisation, indicator, figure.period, whole)?.name));
    for (const period of names) {
      if (period === undefined) continue;
      const id = `${indicator.id}/${sequence}/${whole.id}/${period}`;
      const value = { id, indicator: whole.id, period, settle: false, ...(replay ? { replay } : {}) };
      changes.outgoing.push({ topic: topics.rollUps, key: whole.id, id, value: JSON.stringify(value) });
    }
  }
}

function merged(tail: readonly Figure[], changed: readonly Figure[], after: number): Figure[] {
  const byOrdinal = new Map([...tail, ...changed].map((figure) => [figure.ordinal, figure]));
  return [...byOrdinal.values()].filter((figure) => figure.ordinal > after).toSorted((a, b) => a.ordinal - b.ordinal);
}

function assessmentRow({ figure, assessment }: FilterRow, sequence: number, now: string): AssessmentRow {
  const { indicator, period, ordinal, starts } = figure;
  return { ...assessment, indicator, period, ordinal, starts, sequence, knownFrom: now };
}
