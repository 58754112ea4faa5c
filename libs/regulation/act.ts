import type { Alert, Refusal } from '#libs/contracts';
import { advance, type AlertCommand, decide, type HoldReason, verdictOf } from '#libs/alerting';
import { timeIn } from './time-in.js';
import { topics } from '#libs/contracts';
import { askParts } from './ask-parts.js';
import { actOnNotice } from './act-on-notice.js';
import { again } from './again.js';
import { recordAlert } from './alert-rows.js';
import { expectReports } from './expect-reports.js';
import { passOn } from './pass-on.js';
import { regroup } from './regroup.js';
import { type Changes, noChanges, type Timer } from './rows.js';
import type { Store, Transaction } from './store.js';

export type ActOutcome =
  | { kind: 'done'; alert: Alert }
  | { kind: 'hold'; because: HoldReason; alert: Alert }
  | { kind: 'refused'; refusal: Refusal };

/** Lets a person or a clock act on an alert: read under lock, decided, written with its sequence, or a named reason why not. */
export async function actOnAlert(
  store: Store,
  id: string,
  now: string,
  commandFor: (alert: Alert, tx: Transaction) => AlertCommand | Refusal | Promise<AlertCommand>,
): Promise<ActOutcome> {
  return again(() =>
    store.transact(async (tx) => {
      const { known, asker } = await tx.withAsker(id);
      if (!known) return { kind: 'refused', refusal: { code: 'alert-unknown', message: `There is no alert "${id}".` } };
      const command = await commandFor(known.alert, tx);
      if ('code' in command) return { kind: 'refused', refusal: command };
      const time = timeIn(await tx.organisation(), now);
      const decision = decide(known.alert, command, time);
      if (decision.kind === 'refuse') return { kind: 'refused', refusal: decision.refusal };
      if (decision.kind === 'hold') return { ...decision, alert: known.alert };
      const advanced = advance(known.alert, decision.happenings, now);
      const changes = noChanges(now);
      recordAlert(changes, advanced, known);
      if (asker) passOn(changes, asker, decision.happenings, time);
      await tx.write(changes);
      return { kind: 'done', alert: advanced.alert };
    }),
  );
}

/**
 * Fires the timers that are due, each in a transaction of its own: climbs are decided by the alert itself, settlements ask for the
 * roll-up, a notice comes to its end; reports that are due are looked for together. Answers how many were due; a timer that somebody else has fired in the meantime does no harm.
 */
export async function fireTimers(
  store: Store,
  now: string,
  replay: string | null = null,
  limit = 200,
): Promise<number> {
  const due = await store.dueTimers(now, replay, limit);
  for (const timer of due) {
    if (timer.kind === 'settle') await again(() => store.transact((tx) => settle(tx, timer, now)));
    else if (timer.kind === 'group') await regroup(store, timer, now);
    else if (timer.kind === 'ask') await askParts(store, timer, now);
    else if (timer.kind === 'notice') await endNotice(store, timer, now);
    else if (timer.kind !== 'expect') await ring(store, timer, commands[timer.kind], now);
  }
  await expectReports(
    store,
    due.filter(({ kind }) => kind === 'expect'),
    now,
  );
  return due.length;
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

async function settle(tx: Transaction, timer: Timer, now: string): Promise<void> {
  const [indicator = '', period = ''] = timer.subject.split(' ');
  const changes = clearing(timer, now);
  const id = `settle/${indicator}/${period}`;
  const value = { id, indicator, period, settle: true, ...(timer.replay ? { replay: timer.replay } : {}) };
  changes.outgoing.push({ topic: topics.rollUps, key: indicator, id, value: JSON.stringify(value) });
  if (timer.replay) changes.replay = { id: timer.replay, landed: [], done: 0, refused: 0 };
  await tx.write(changes);
}

function clearing({ kind, subject }: Timer, now: string): Changes {
  const changes = noChanges(now);
  changes.timers.clear.push({ kind, subject });
  return changes;
}
