import type { Indicator } from '#libs/contracts';
import { dueSince, type Expectation, expectationOf, isWorked, lateAt, periodAt, readPeriod } from '#libs/indicators';
import { type Organisation, stops } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';
import { waiting, withoutFigure } from './expect-reports.js';
import type { Timer } from './rows.js';
import type { Transaction } from './store.js';

/** An indicator with what is expected of it now, and the timer that waits for its next report. */
interface Asked {
  indicator: Indicator;
  expectation: Expectation;
  awaited: Timer | undefined;
  now: string;
}

/** So many periods that a notice had explained are looked at. */
const most = 5_000;

/**
 * A notice was taken back, or ends sooner: of periods that it had explained reports are due after all. Whoever relied on it has the grace
 * once more, from now on; then they are missed, with all that is due by then. Null where nothing is due after all.
 */
export async function dueAfterAll(
  tx: Pick<Transaction, 'figuresAt'>,
  before: Organisation | null,
  after: Organisation,
  { indicator, expectation, awaited, now }: Asked,
): Promise<Timer | null> {
  const old = before && expectationBefore(before, indicator.id);
  const from = before && beginningOfLost(before, after, indicator.unit);
  if (!old || !awaited || from === null) return null;
  const instant = at(now);
  const { ordinal } = periodAt(expectation.cadence, expectation.zone, from);
  const explained = dueSince(expectation, ordinal, instant, most).filter((period) => !isWorked(old, period));
  const [first] = await withoutFigure(tx, indicator.id, explained);
  if (!first) return null;
  const graceAnew = Math.ceil(expectation.working.after(instant, expectation.graceMinutes));
  return waiting(indicator.id, first, Math.max(graceAnew, stillWaits(old, awaited) ?? 0));
}

/** What is waited for with such a grace is not asked for sooner because something else changes. */
export function postponedOf(before: Organisation | null, { indicator, expectation, awaited }: Asked): Timer | null {
  const old = before && expectationBefore(before, indicator.id);
  const due = old && awaited ? stillWaits(old, awaited) : null;
  const period = awaited && readPeriod(expectation.cadence, expectation.zone, awaited.subject.split(' ')[1] ?? '');
  if (due === null || !period || !isWorked(expectation, period) || period.ordinal < expectation.first) return null;
  return waiting(indicator.id, period, Math.max(due, lateAt(expectation, period)));
}

/** Until when a timer waits that is set to a later time than its period alone would be; null where it is not. */
function stillWaits(old: Expectation, { subject, dueAt }: Timer): number | null {
  const period = readPeriod(old.cadence, old.zone, subject.split(' ')[1] ?? '');
  return period && at(dueAt) > lateAt(old, period) ? at(dueAt) : null;
}

function expectationBefore(before: Organisation, id: string): Expectation | null {
  const indicator = before.indicator(id);
  return indicator ? expectationOf(before, indicator) : null;
}

/** When the first stop began of which at least a part is no more. */
function beginningOfLost(before: Organisation, after: Organisation, unit: string): number | null {
  const standing = new Map(after.noticesOf(unit).map((notice) => [notice.id, notice]));
  const lost = before.noticesOf(unit).filter((notice) => {
    const now = standing.get(notice.id);
    return stops(notice) && (!now || at(now.until) < at(notice.until));
  });
  return lost.length === 0 ? null : Math.min(...lost.map(({ from }) => at(from)));
}

function at(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}
