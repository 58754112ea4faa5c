import { topics } from '#libs/contracts';
import { again } from './again.js';
import { noChanges, type Timer } from './rows.js';
import type { Store } from './store.js';

/**
 * Aggregates whose time has come are settled: their roll-ups are asked for, in the order of the timers. All of them are live, and those
 * that somebody else has in hand are left to them; or of one replay, which has one hand only.
 */
export async function settleAll(store: Store, due: readonly Timer[], now: string): Promise<void> {
  await again(() =>
    store.transact(async (tx) => {
      const changes = noChanges(now);
      const live = due.every(({ replay }) => replay === null);
      for (const timer of live ? await tx.claimTimers(due) : due) {
        const [indicator = '', period = ''] = timer.subject.split(' ');
        const id = `settle/${indicator}/${period}`;
        const value = { id, indicator, period, settle: true, ...(timer.replay ? { replay: timer.replay } : {}) };
        changes.outgoing.push({ topic: topics.rollUps, key: indicator, id, value: JSON.stringify(value) });
        changes.timers.clear.push({ kind: 'settle', subject: timer.subject });
        if (timer.replay) changes.replay = { id: timer.replay, landed: [], done: 0, refused: 0 };
      }
      await tx.write(changes);
    }),
  );
}
