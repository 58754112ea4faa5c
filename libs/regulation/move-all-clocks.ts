import { grouped } from '#libs/organisation';
import { type Move, moveClocks, unitsWithOtherHours } from './move-clocks.js';
import { noChanges } from './rows.js';
import type { Transaction } from './store.js';

/** Gives running alerts a new due time where calendars or notices have changed, in the transaction that changes them. */
export async function moveAllClocks(
  tx: Pick<Transaction, 'clocksOf' | 'write'>,
  move: Move,
  now: string,
): Promise<void> {
  const units = unitsWithOtherHours(move.before, move.after);
  if (units.length === 0) return;
  const found = await tx.clocksOf(units, now);
  for (const [at, alerts] of grouped(found, (row) => row.now)) {
    const changes = noChanges(at);
    moveClocks(changes, move, alerts);
    await tx.write(changes);
  }
}
