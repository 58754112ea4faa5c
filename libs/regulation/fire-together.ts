import type { Alert } from '#libs/contracts';
import { advance, type AlertCommand, decide, type Time } from '#libs/alerting';
import { again } from './again.js';
import { recordAlert } from './alert-rows.js';
import { type Changes, type Clock, type KnownAlert, noChanges, type Timer } from './rows.js';
import type { DueAlert, Store } from './store.js';
import { timeIn } from './time-in.js';

/** So many timers that are fired at once, or more, mean that there may be others. */
export const fullTurn = 100;

/** So many alerts are decided in one transaction: enough to share its costs, few enough to let others in soon. */
const most = 200;

/** The clocks of alerts that are decided by the alert alone, and what each of them says to it. */
const clocks = {
  climb: { ends: 'climbsAt', says: { kind: 'time-up' } },
  answer: { ends: 'answerBy', says: { kind: 'answer-due' } },
  remind: { ends: 'remindAt', says: { kind: 'remind' } },
} as const satisfies Record<Clock['kind'], { ends: keyof Alert; says: AlertCommand }>;

/** Fires one timer in a transaction of its own; answers how many were fired. */
export type FireOne = (timer: Timer) => Promise<0 | 1>;

/**
 * Fires the clocks of live alerts that are due, in one transaction: the alerts are locked, decided and written together, and those that
 * somebody else has locked are left to them or to the next turn. Where that fails each is fired alone, so that one that fails stops no
 * other; and so is a question, which writes into the alert that asks, too. Answers how many were fired.
 */
export async function fireClocks(store: Store, now: string, one: FireOne): Promise<number> {
  for (let fired = 0; ;) {
    const turn = await fireBatch(store, now);
    fired += turn.fired;
    for (const timer of turn.alone) fired += await one(timer);
    if (!turn.more) return fired;
  }
}

/** What has become of a batch: how many were fired, which are to be fired alone, and whether an alert has another one due. */
interface Turn {
  fired: number;
  alone: Timer[];
  more: boolean;
}

async function fireBatch(store: Store, now: string): Promise<Turn> {
  let claimed: readonly DueAlert[] = [];
  try {
    return await again(() =>
      store.transact(async (tx) => {
        claimed = [];
        claimed = await tx.claimAlerts(now, most);
        const turn: Turn = { fired: 0, alone: [], more: false };
        if (claimed.length === 0) return turn;
        const time = timeIn(await tx.organisation(), now);
        const changes = noChanges(now);
        const seen = new Set<string>();
        for (const { timer, known } of claimed) {
          if (known?.alert.about.kind === 'question') turn.alone.push(timer);
          else if (seen.has(timer.subject)) turn.more = true;
          else {
            ring(changes, timer, known, time);
            turn.fired += 1;
          }
          seen.add(timer.subject);
        }
        await tx.write(changes);
        return turn;
      }),
    );
  } catch (error) {
    if (claimed.length === 0) throw error;
    return { fired: 0, alone: claimed.map(({ timer }) => timer), more: false };
  }
}

/** Lets the alert decide. A timer that is none of its clocks any more goes, and one that has been moved is set as the alert says. */
function ring(changes: Changes, { kind, subject, replay }: Clock, known: KnownAlert | null, time: Time) {
  const { ends, says } = clocks[kind];
  const decision = known ? decide(known.alert, says, time) : null;
  if (known && decision?.kind === 'happens') {
    recordAlert(changes, advance(known.alert, decision.happenings, time.now), known);
    return;
  }
  const dueAt = known?.alert[ends] ?? null;
  const waits = decision?.kind === 'hold' && decision.because === 'not-yet' && dueAt !== null;
  if (waits) changes.timers.set.push({ kind, subject, dueAt, replay });
  else changes.timers.clear.push({ kind, subject });
}

/** Fires timers together, and where that fails one by one; answers how many were fired. */
export async function orOneByOne(
  timers: readonly Timer[],
  together: (timers: readonly Timer[]) => Promise<void>,
  one: FireOne,
): Promise<number> {
  if (timers.length === 0) return 0;
  try {
    await together(timers);
    return timers.length;
  } catch {
    let fired = 0;
    for (const timer of timers) fired += await one(timer);
    return fired;
  }
}
