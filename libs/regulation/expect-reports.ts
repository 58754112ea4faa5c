import type { Indicator } from '#libs/contracts';
import {
  dueSince,
  type Expectation,
  expectationOf,
  lateAt,
  nextExpected,
  nextInTime,
  type Period,
  readPeriod,
} from '#libs/indicators';
import { grouped, type Organisation } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';
import { again } from './again.js';
import { type Changes, noChanges, type Timer } from './rows.js';
import { isSilence, oldestOf, raiseSilence, reviseSilence, type Silence, silenceId } from './silence.js';
import type { Store, Transaction } from './store.js';

/** So many periods are looked at in one go; those that are missed are counted no further. */
const most = 5_000;
/** What lies on the bus is waited for, and looked for again after this time. */
const patienceMs = 60_000;

/**
 * Looks for the reports that are due by now, in one transaction: what has not come makes the indicator's alert, and each timer moves to
 * the next period. The head rows are locked, so that no figure comes in between; a timer that somebody else has moved does nothing.
 */
export async function expectReports(store: Store, due: readonly Timer[], now: string): Promise<void> {
  if (due.length === 0) return;
  await again(() =>
    store.transact(async (tx) => {
      await tx.holdOrganisation();
      const organisation = await tx.organisation();
      const ids = [...new Set(due.map(indicatorOf))];
      await tx.heads(ids);
      const subjects = new Set(due.map(({ subject }) => subject));
      const standing = (await tx.expecting(ids)).filter((timer) => subjects.has(timer.subject) && isDue(timer, now));
      const open = grouped(await openSilences(tx, ids), ({ alert }) => alert.indicator);
      const changes = noChanges(now);
      for (const timer of standing) {
        changes.timers.clear.push(timer);
        const indicator = organisation?.indicator(indicatorOf(timer));
        const expectation = indicator && organisation ? expectationOf(organisation, indicator) : null;
        if (!indicator || !organisation || !expectation) continue;
        const looking = { tx, changes, organisation, indicator, expectation };
        await look(looking, timer, open.get(indicator.id)?.[0]);
      }
      await tx.write(changes);
    }),
  );
}

interface Looking {
  tx: Transaction;
  changes: Changes;
  organisation: Organisation;
  indicator: Indicator;
  expectation: Expectation;
}

async function look(looking: Looking, timer: Timer, open: Silence | undefined): Promise<void> {
  const { tx, changes, indicator, expectation } = looking;
  const now = instantOf(changes.now);
  const from = readPeriod(expectation.cadence, expectation.zone, timer.subject.split(' ')[1] ?? '');
  const due = from ? dueSince(expectation, from.ordinal, now, most) : [];
  const last = due.at(-1);
  if (!from || !last) {
    wait(
      changes,
      indicator.id,
      from ? nextExpected(expectation, from.ordinal) : nextInTime(expectation, now),
      expectation,
    );
    return;
  }
  const absent = await withoutFigure(tx, indicator.id, due);
  const coming = absent.length > 0 ? await tx.unassessed(indicator.id, changes.now) : [];
  const awaited = absent.find(({ name }) => coming.includes(name) || coming.includes(null));
  if (awaited) {
    changes.timers.set.push({ ...waiting(indicator.id, awaited, now + patienceMs) });
  } else wait(changes, indicator.id, nextExpected(expectation, last.ordinal + 1), expectation);
  const missing = awaited ? absent.filter(({ ordinal }) => ordinal < awaited.ordinal) : absent;
  if (open) await lookAgain(tx, changes, looking, open);
  else if (missing[0]) raiseSilence(changes, looking, missing, await freeId(tx, indicator.id, missing[0]));
}

/** Lets an open alert follow from all that is missing since its oldest period. */
async function lookAgain(tx: Reading, changes: Changes, concerned: Omit<Looking, 'tx' | 'changes'>, open: Silence) {
  const missing = await missingOf(tx, concerned, open, changes.now);
  reviseSilence(
    changes,
    concerned,
    open,
    missing ? { missing, ending: 'reported' } : { missing: [], ending: 'not-expected' },
  );
}

type Reading = Pick<Transaction, 'figuresAt'>;

/** The periods that an open alert is about still; null where its period means nothing any more. */
export async function missingOf(
  tx: Reading,
  { indicator, expectation }: { indicator: Indicator; expectation: Expectation | null },
  open: Silence,
  now: string,
): Promise<Period[] | null> {
  const oldest = expectation && oldestOf(open, expectation);
  if (expectation === null || oldest === null) return null;
  return withoutFigure(tx, indicator.id, dueSince(expectation, oldest, instantOf(now), most));
}

/** Those of the periods of which nothing has come. */
export async function withoutFigure(tx: Reading, indicator: string, due: readonly Period[]): Promise<Period[]> {
  if (due.length === 0) return [];
  const found = await tx.figuresAt(due.map(({ name, starts }) => ({ indicator, period: name, starts })));
  const reported = new Set(found.map(({ ordinal }) => ordinal));
  return due.filter(({ ordinal }) => !reported.has(ordinal));
}

/** The open alerts of these indicators about reports that have not come, locked. */
export async function openSilences(
  tx: Pick<Transaction, 'alertsOf'>,
  indicators: readonly string[],
): Promise<Silence[]> {
  const known = await tx.alertsOf(indicators.map((indicator) => ({ indicator, ordinal: Number.MAX_SAFE_INTEGER })));
  return known.filter(isSilence);
}

async function freeId(tx: Transaction, indicator: string, oldest: Period): Promise<string> {
  let number = 1;
  while (await tx.alert(silenceId(indicator, oldest, number))) number += 1;
  return silenceId(indicator, oldest, number);
}

/** Sets the timer of an indicator to the moment at which the report of a period would be late; without a period there is none. */
export function wait(changes: Changes, indicator: string, period: Period | null, expectation: Expectation): void {
  if (period) changes.timers.set.push(waiting(indicator, period, lateAt(expectation, period)));
}

/** The timer that waits for the report of a period until an instant, in epoch milliseconds. */
export function waiting(indicator: string, period: Period, dueAt: number): Timer {
  const due = Temporal.Instant.fromEpochMilliseconds(dueAt).toString({ fractionalSecondDigits: 3 });
  return { kind: 'expect', subject: `${indicator} ${period.name}`, dueAt: due, replay: null };
}

/** The indicator whose report a timer waits for. */
export function indicatorOf({ subject }: Timer): string {
  return subject.split(' ')[0] ?? '';
}

function isDue({ dueAt }: Timer, now: string): boolean {
  return instantOf(dueAt) <= instantOf(now);
}

function instantOf(text: string): number {
  return Temporal.Instant.from(text).epochMilliseconds;
}
