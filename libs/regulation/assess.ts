import type { Indicator } from '#libs/contracts';
import type { Organisation } from '#libs/organisation';
import type { Said } from './come-and-go.js';
import { frameOf } from './noticed.js';
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
  /** What is said of the figures before the first change, where an open alert comes and goes. */
  said: readonly Said[];
}

/**
 * Figures of one indicator that have changed, by ordinal, under the organisation and replay in force. `again` is the ordinal from
 * which all is to be assessed again though no figure has changed, as notices have; null where that is not so.
 */
export interface Touched {
  organisation: Organisation;
  indicator: Indicator;
  figures: ReadonlyMap<number, Figure>;
  again: number | null;
  /** Whether figures of it came with an import. */
  imported: boolean;
  replay: string | null;
}

/**
 * Assesses an indicator whose figures have changed: the filter runs from before the earliest change, and alerts follow. Returns
 * where the filter stands now, for the next time.
 */
export function assess(changes: Changes, touched: Touched, known: KnownIndicator): FilterPlace | null {
  const { organisation, indicator, figures, again, imported, replay } = touched;
  const sequence = known.sequence + 1;
  changes.heads.push({ indicator: indicator.id, sequence });
  const from = firstSettled(figures, again);
  if (from === null) {
    announce(changes, indicator, [...figures.values()]);
    return known.place;
  }
  const settled = [...figures.values()].filter((figure) => figure.settled);
  const ahead = merged(known.tail ?? [], settled, known.place?.ordinal ?? Number.NEGATIVE_INFINITY);
  const run = runFilter(indicator, frameOf(organisation, indicator), known.place, ahead);
  const fresh = run.rows.filter((row) => row.figure.ordinal >= from);
  announce(changes, indicator, [...figures.values(), ...(again === null ? [] : fresh.map(({ figure }) => figure))]);
  changes.assessments.push(...fresh.map((row) => assessmentRow(row, sequence, changes.now)));
  if (known.tail) changes.staleSnapshots.push({ indicator: indicator.id, from });
  changes.snapshots.push(...run.snapshots);
  const noticed = again !== null;
  const { alerts, said } = known;
  const told = { organisation, indicator, rows: fresh, from, noticed, imported, replay };
  raiseAlerts(changes, { ...told, known: alerts, said });
  return run.place;
}

/** The first ordinal from which the filter must run; null where no figure is settled, and so none is filtered, and none is asked for again. */
export function firstSettled(figures: ReadonlyMap<number, Figure>, again: number | null): number | null {
  const ordinals = [...figures.values()].filter(({ settled }) => settled).map(({ ordinal }) => ordinal);
  if (again !== null) ordinals.push(again);
  return ordinals.length === 0 ? null : Math.min(...ordinals);
}

/** Tells charts which periods to draw again. */
function announce(changes: Changes, indicator: Indicator, figures: readonly Figure[]): void {
  const sorted = figures.toSorted((a, b) => a.ordinal - b.ordinal);
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
