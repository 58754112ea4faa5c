import type { Observation } from '#libs/contracts';
import { type RefusedRow, receiptKey } from '#libs/regulation';
import type { Queryable } from './database.js';
import { bulkInsert, refusedColumns, runBulk } from './rows.js';

const insertPending = bulkInsert(
  'receipt',
  [
    ['id', 'id', 'text'],
    ['indicator', 'indicator', 'text'],
    ['period', 'period', 'text'],
    ['state', 'state', 'text'],
    ['at', 'at', 'timestamptz'],
  ],
  'on conflict (id, indicator) do nothing',
);

/** Notes that these observations lie on the bus, so that whoever asks hears "pending" until the loop has taken them. */
export async function notePending(client: Queryable, observations: readonly Observation[], now: string): Promise<void> {
  const rows = new Map(
    observations.map(({ id, indicator, period = null }) => [
      receiptKey({ id, indicator }),
      { id, indicator, period, state: 'pending', at: now },
    ]),
  );
  await runBulk(client, insertPending, [...rows.values()]);
}

const insertRefused = bulkInsert('refused', refusedColumns);

/** Lists what was refused at the door, so that not only the sender knows. */
export async function noteRefused(client: Queryable, refused: readonly RefusedRow[], now: string): Promise<void> {
  await runBulk(
    client,
    insertRefused,
    refused.map((row) => ({ ...row, at: now })),
  );
}
