import type { Alert, Refusal } from '#libs/contracts';
import { advance, type AlertCommand, decide, type HoldReason, verdictOf } from '#libs/alerting';
import { timeIn } from './time-in.js';
import { Temporal } from 'temporal-polyfill';
import { askParts } from './ask-parts.js';
import { actOnNotice } from './act-on-notice.js';
import { again } from './again.js';
import { recordAlert } from './alert-rows.js';
import { expectReports } from './expect-reports.js';
import { fireClocks, fullTurn, orOneByOne } from './fire-together.js';
import { passOn } from './pass-on.js';
import { regroup } from './regroup.js';
import { settleAll } from './settle.js';
import { type Changes, noChanges, type Once, type Timer } from './rows.js';
import type { Store, Transaction } from './store.js';

export type ActOutcome =
  | { kind: 'done'; alert: Alert }
  | { kind: 'hold'; because: HoldReason; alert: Alert }
  | { kind: 'refused'; refusal: Refusal };

type CommandFor = (alert: Alert, tx: Transaction) => AlertCommand | Refusal | Promise<AlertCommand>;

/** Lets a person or a clock act on an alert: read under lock, decided, written with its sequence, or a named reason why not. */
export function actOnAlert(store: Store, id: string, now: string, commandFor: CommandFor): Promise<ActOutcome> {
  return actOnce(store, { id, once: null }, now, commandFor);
}

/** The same for what comes under an id of its own: what was done under it already is answered with the alert as it stands. */
export function actOnce(
  store: Store,
  { id, once }: { id: string; once: Once | null },
  now: string,
  commandFor: CommandFor,
): Promise<ActOutcome> {
  return again(() =>
    store.transact(async (tx) => {
      const { known, asker } = await tx.withAsker(id);
      if (!known) return { kind: 'refused', refusal: { code: 'alert-unknown', message: `There is no alert "${id}".` } };
      const before = once && (await tx.doneUnder(once.id));
      if (before && before.what !== once?.what) return { kind: 'refused', refusal: reused(before.id) };
      if (before) return { kind: 'done', alert: known.alert };
      const command = await commandFor(known.alert, tx);
      if ('code' in command) return { kind: 'refused', refusal: command };
      const time = timeIn(await tx.organisation(), now);
      const decision = decide(known.alert, command, time);
      if (decision.kind === 'refuse') return { kind: 'refused', refusal: decision.refusal };
      if (decision.kind === 'hold') return { ...decision, alert: known.alert };
      const advanced = advance(known.alert, decision.happenings, now);
      const changes = noChanges(now);
      recordAlert(changes, advanced, known);
      if (once) changes.once.push(once);
      if (asker) passOn(changes, asker, decision.happenings, time);
      await tx.write(changes);
      return { kind: 'done', alert: advanced.alert };
    }),
  );
}

/** Whose timers are fired, live ones unless a replay is named, and who hears of one that fails; without anybody the failure is thrown. */
export interface Firing {
  replay?: string | null;
  failed?: (timer: Timer, error: unknown) => void;
}

/** So many timers of a replay are fired at once. */
const ofReplay = 5_000;

/**
 * Fires the timers that are due. Those of a replay are fired in the order in which they are due, each in a transaction of its own. So are
 * live ones, but for clocks of alerts, aggregates that settle, and reports that are due: of these many in one transaction. Several
 * regulators may do it at once: what one has in hand another leaves to it. Answers how many were fired: `fullTurn` or more mean that there
 * may be others at once.
 */
export async function fireTimers(store: Store, now: string, { replay = null, failed }: Firing = {}): Promise<number> {
  if (replay !== null) {
    const due = await store.dueTimers(now, replay, ofReplay);
    for (const timer of due) await fire(store, timer, now);
    return due.length;
  }
  const one = (timer: Timer) => fireSafely(store, timer, now, failed);
  const due = await store.dueSingly(now, fullTurn);
  const of = (kind: Timer['kind']) => due.filter((timer) => timer.kind === kind);
  let fired = await orOneByOne(of('settle'), (timers) => settleAll(store, timers, now), one);
  for (const timer of due) if (timer.kind !== 'settle' && timer.kind !== 'expect') fired += await one(timer);
  fired += await fireClocks(store, now, one);
  return fired + (await orOneByOne(of('expect'), (timers) => expectReports(store, timers, now), one));
}

/** Fires one timer, and lets it rest where that fails: it is seen to be overdue, and holds up nobody. Answers how many were fired. */
async function fireSafely(store: Store, timer: Timer, now: string, failed: Firing['failed']): Promise<0 | 1> {
  try {
    await fire(store, timer, now);
    return 1;
  } catch (error) {
    if (!failed) throw error;
    await store.letRest(timer, restsUntil(timer, now));
    failed(timer, error);
    return 0;
  }
}

/** As long again as it is overdue, but at least a second and at most a minute. */
function restsUntil({ dueAt }: Timer, now: string): string {
  const at = Temporal.Instant.from(now);
  const overdue = at.epochMilliseconds - Temporal.Instant.from(dueAt).epochMilliseconds;
  return at.add({ milliseconds: Math.min(60_000, Math.max(1_000, overdue)) }).toString({ fractionalSecondDigits: 3 });
}

async function fire(store: Store, timer: Timer, now: string): Promise<void> {
  if (timer.kind === 'settle') await settleAll(store, [timer], now);
  else if (timer.kind === 'group') await regroup(store, timer, now);
  else if (timer.kind === 'ask') await askParts(store, timer, now);
  else if (timer.kind === 'notice') await endNotice(store, timer, now);
  else if (timer.kind === 'expect') await expectReports(store, [timer], now);
  else await ring(store, timer, commands[timer.kind], now);
}

type Due = (alert: Alert, tx: Transaction, now: string) => AlertCommand | Promise<AlertCommand>;

const commands: Record<Exclude<Timer['kind'], 'settle' | 'notice' | 'group' | 'ask' | 'expect'>, Due> = {
  climb: () => ({ kind: 'time-up' }),
  answer: () => ({ kind: 'answer-due' }),
  remind: () => ({ kind: 'remind' }),
  review: reviewing,
};

async function ring(store: Store, timer: Timer, command: Due, now: string): Promise<void> {
  const outcome = await actOnAlert(store, timer.subject, now, (alert, tx) => command(alert, tx, now));
  if (outcome.kind === 'done' || (outcome.kind === 'hold' && outcome.because === 'not-yet')) return;
  await store.transact((tx) => tx.write(clearing(timer, now)));
}

async function reviewing({ indicator, closedAt }: Alert, tx: Transaction, now: string): Promise<AlertCommand> {
  if (indicator === null || closedAt === null) return { kind: 'review', verdict: verdictOf(null, null, '') };
  const measure = (await tx.organisation())?.indicator(indicator)?.measure ?? '';
  const then = await tx.heldAt(indicator, closedAt);
  return { kind: 'review', verdict: verdictOf(then, await tx.heldAt(indicator, now), measure) };
}

async function endNotice(store: Store, timer: Timer, now: string): Promise<void> {
  const outcome = await actOnNotice(store, timer.subject, now, () => ({ kind: 'time-up' }));
  if (outcome.kind === 'done' || (outcome.kind === 'hold' && outcome.because === 'not-yet')) return;
  await store.transact((tx) => tx.write(clearing(timer, now)));
}

function reused(id: string): Refusal {
  return { code: 'id-reused', message: `Something else was done under the id ${id}.` };
}

function clearing({ kind, subject }: Timer, now: string): Changes {
  const changes = noChanges(now);
  changes.timers.clear.push({ kind, subject });
  return changes;
}
