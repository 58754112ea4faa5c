import { appendChanges } from '#libs/adapters-postgres';
import type { ReplayStatus } from '#libs/contracts';
import type { Parts } from '../parts.js';

/** Tells live pages how far a replay is. */
export async function announceReplay(
  { database, committed }: Parts,
  { id, now, done, total, over }: ReplayStatus,
): Promise<void> {
  await database.transaction((client) =>
    appendChanges(client, [{ kind: 'replay', replay: id, at: now ?? '', done, total, over }]),
  );
  committed.call();
}
