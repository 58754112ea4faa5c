import { same } from '#libs/contracts';
import {
  type Expectation,
  expectationOf,
  expectedOf,
  nextExpected,
  nextInTime,
  type Period,
  readPeriod,
} from '#libs/indicators';
import { grouped, type Organisation } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';
import { dueAfterAll, postponedOf } from './due-after-all.js';
import { indicatorOf, missingOf, openSilences, wait } from './expect-reports.js';
import { type Move, unitsWithOtherHours } from './move-clocks.js';
import { noChanges, type Timer } from './rows.js';
import { reviseSilence } from './silence.js';
import type { Transaction } from './store.js';

/**
 * Lets what is expected, and the alerts about what has not come, follow from other calendars, notices, or words about reports, in the
 * transaction that changes them. Reports are missed from then on: what was due before anybody expected it makes no alert, and what is due
 * after all, because a notice is taken back, is asked for with its grace from then on.
 */
export async function moveExpectations(
  tx: Pick<Transaction, 'expecting' | 'alertsOf' | 'figuresAt' | 'write'>,
  { before, after, because }: Move,
  now: string,
): Promise<void> {
  const ids = expectedOtherwise(before, after);
  if (ids.length === 0) return;
  const changes = noChanges(now);
  const timers = grouped(await tx.expecting(ids), indicatorOf);
  const open = grouped(await openSilences(tx, ids), ({ alert }) => alert.indicator);
  const ending = because === 'noticed' ? 'noticed' : 'not-expected';
  for (const id of ids) {
    const indicator = after.indicator(id);
    const expectation = indicator ? expectationOf(after, indicator) : null;
    const old = timers.get(id) ?? [];
    changes.timers.clear.push(...old);
    if (indicator && expectation) {
      const asked = { indicator, expectation, awaited: old[0], now };
      const missed = because === 'noticed' ? await dueAfterAll(tx, before, after, asked) : null;
      const postponed = missed ?? postponedOf(before, asked);
      if (postponed) changes.timers.set.push(postponed);
      else wait(changes, id, nextOf(expectation, old[0], now), expectation);
    }
    const [silence] = open.get(id) ?? [];
    if (!silence) continue;
    const missing = indicator ? await missingOf(tx, { indicator, expectation }, silence, now) : null;
    reviseSilence(changes, { organisation: after, indicator, expectation }, silence, {
      missing: missing ?? [],
      ending,
    });
  }
  await tx.write(changes);
}

/** The period that was waited for, or an earlier one that is in time again: more grace has been given. */
function nextOf(expectation: Expectation, timer: Timer | undefined, now: string): Period | null {
  const inTime = nextInTime(expectation, Temporal.Instant.from(now).epochMilliseconds);
  const awaited = timer && readPeriod(expectation.cadence, expectation.zone, timer.subject.split(' ')[1] ?? '');
  if (!awaited || (inTime && inTime.ordinal < awaited.ordinal)) return inTime;
  return nextExpected(expectation, awaited.ordinal);
}

/** The indicators of which other reports are due, or at other times, than before. */
function expectedOtherwise(before: Organisation | null, after: Organisation): string[] {
  const moved = new Set(unitsWithOtherHours(before, after));
  const ids = new Set(
    [before, after].flatMap((organisation) => organisation?.document.indicators.map(({ id }) => id) ?? []),
  );
  return [...ids].filter((id) => {
    const [old, fresh] = [wordOn(before, id), wordOn(after, id)];
    return !same(old, fresh) || (fresh !== null && moved.has(fresh.unit));
  });
}

function wordOn(organisation: Organisation | null, id: string) {
  const indicator = organisation?.indicator(id);
  const expected = organisation && indicator ? expectedOf(organisation, indicator) : null;
  if (!organisation || !indicator || !expected) return null;
  const { unit, cadence } = indicator;
  return { expected, unit, cadence, zone: organisation.timeZoneOf(unit) };
}
