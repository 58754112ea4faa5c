import type { Indicator } from '#libs/contracts';
import type { Organisation } from '#libs/organisation';
import { raiseAlerts } from './raise-alerts.js';
import { type FilterPlace, type FilterRow, runFilter } from './run-filter.js';
import type { Figure } from '#libs/contracts';
import type { AssessmentRow, Changes, KnownAlert } from './rows.js';

/** What is known of an indicator when figures of it have changed. */
export interface KnownIndicator {
  sequence: number;
  /** Where the filter may begin, before the first change; null begins from nothing. */
  place: FilterPlace | null;
  /** All settled figures after that place where it is not the newest: a cold start, a late figure, a correction. */
  tail: readonly Figure[] | null;
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
 * Assesses an indicator whose figures have changed: the filter runs from before the earliest change, and alerts follow. Returns
 * where the filter stands now, for the next time.
 */
export function assess(changes: Changes, touched: Touched, known: KnownIndicator): FilterPlace | null {
  const { organisation, indicator, figures, replay } = touched;
  const sequence = known.sequence + 1;
  changes.heads.push({ indicator: indicator.id, sequence });
  announce(changes, touched);
  const from = firstSettled(figures);
  if (from === null) return known.place;
  const settled = [...figures.values()].filter((figure) => figure.settled);
  const ahead = merged(known.tail ?? [], settled, known.place?.ordinal ?? Number.NEGATIVE_INFINITY);
  const run = runFilter(indicator, organisation.timeZoneOf(indicator.unit), known.place, ahead);
  const fresh = run.rows.filter((row) => row.figure.ordinal >= from);
  changes.assessments.push(...fresh.map((row) => assessmentRow(row, sequence, changes.now)));
  if (known.tail) changes.staleSnapshots.push({ indicator: indicator.id, from });
  changes.snapshots.push(...run.snapshots);
  raiseAlerts(changes, { organisation, indicator, rows: fresh, from, known: known.alerts, replay });
  return run.place;
}

/** The first ordinal from which the filter must run; null where no figure is settled, and so none is filtered. */
export function firstSettled(figures: ReadonlyMap<number, Figure>): number | null {
  const ordinals = [...figures.values()].filter(({ settled }) => settled).map(({ ordinal }) => ordinal);
  return ordinals.length === 0 ? null : Math.min(...ordinals);
}

/** Tells charts which periods to draw again. */
function announce(changes: Changes, { indicator, figures }: Touched): void {
  const sorted = [...figures.values()].toSorted((a, b) => a.ordinal - b.ordinal);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (!first || !last) return;
  const { id, unit } = indicator;
  changes.feed.push({ kind: 'figures', indicator: id, unit, from: first.period, to: last.period });
}

function merged(tail: readonly Figure[], changed: readonly Figure[], after: number): Figure[] {
  const byOrdinal = new Map([...tail, ...changed].map((figure) => [figure.ordinal, figure]));
  return [...byOrdinal.values()].filter((figure) => figure.ordinal > after).toSorted((a, b) => a.ordinal - b.ordinal);
}

function assessmentRow({ figure, assessment }: FilterRow, sequence: number, now: string): AssessmentRow {
  const { indicator, period, ordinal, starts } = figure;
  return { indicator, period, ordinal, starts, sequence, knownFrom: now, ...assessment };
}
