import type { Notice, NoticeKind } from '#libs/contracts';
import { Temporal } from 'temporal-polyfill';
import type { Hours, WorkingTime } from '../working-time.js';
import { joined, takenBy, withPauses } from './pauses.js';

/** What notices explain to one unit. Stretches go from an instant to another that is not in them any more, in epoch milliseconds. */
export interface Explanations {
  /** The unit's working time without notices. */
  ordinary: WorkingTime;
  /** The unit's working time, which rests while it is stopped. */
  working: WorkingTime;
  /** The notice for which figures of the stretch are to be left out of the filter: it takes more than a fiftieth of its working time. */
  leftOutBy: (from: number, to: number) => Notice | null;
  /** The stop or strike because of which nothing was worked in a stretch in which there would have been work. */
  explainedBy: (from: number, to: number) => Notice | null;
  /** The ends of known changes: after each of them the filter begins anew. */
  changedAt: readonly number[];
}

/** Less than this share of a period's working time does not make its figure another one. */
const noticeable = 0.02;
const stopping: ReadonlySet<NoticeKind> = new Set(['planned-stop', 'strike']);

/** Whether units in the notice's scope do not work while it lasts. */
export function stops({ kind }: Pick<Notice, 'kind'>): boolean {
  return stopping.has(kind);
}

/** Whether figures of the time of the notice are left out of the filter. */
export function leavesOut({ kind }: Pick<Notice, 'kind'>): boolean {
  return stopping.has(kind) || kind === 'known-change';
}

/** What the notices that hold for a unit explain, given its working time without them. */
export function explanationsOf(ordinary: WorkingTime, notices: readonly Notice[]): Explanations {
  const spans = notices.map((notice) => ({ notice, ...spanOf(notice) }));
  const stopped = spans.filter(({ notice }) => stops(notice));
  const leaving = spans.filter(({ notice }) => leavesOut(notice));
  const working = withPauses(ordinary, joined(stopped));
  return {
    ordinary,
    working,
    leftOutBy: (from, to) => {
      const overlapping = leaving.filter((span) => span.from < to && from < span.to);
      const [first] = overlapping;
      if (!first) return null;
      return shareTaken(ordinary, joined(overlapping), { from, to }) > noticeable ? first.notice : null;
    },
    explainedBy: (from, to) => {
      const overlapping = stopped.filter((span) => span.from < to && from < span.to);
      const [first] = overlapping;
      if (!first || ordinary.between(from, to) === 0) return null;
      return shareTaken(ordinary, joined(overlapping), { from, to }) >= 1 ? first.notice : null;
    },
    changedAt: spans.filter(({ notice }) => notice.kind === 'known-change').map(({ to }) => to),
  };
}

/** When a notice holds, in epoch milliseconds. */
function spanOf({ from, until }: Notice): Hours {
  return {
    from: Temporal.Instant.from(from).epochMilliseconds,
    to: Temporal.Instant.from(until).epochMilliseconds,
  };
}

/** Of a stretch in which nobody would have worked, the share of its time. */
function shareTaken(ordinary: WorkingTime, taking: readonly Hours[], stretch: Hours): number {
  const all = ordinary.between(stretch.from, stretch.to);
  if (all > 0) return takenBy(ordinary, taking, stretch) / all;
  let taken = 0;
  for (const { from, to } of taking) taken += Math.min(to, stretch.to) - Math.max(from, stretch.from);
  return taken / (stretch.to - stretch.from);
}
