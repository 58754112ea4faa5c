import { Conflict, type Once } from '#libs/regulation';
import type { Client } from './database.js';

/** What was done under this id already. */
export async function doneUnder(client: Client, id: string): Promise<Once | null> {
  return (await client.query<Once>('select id, what from done_once where id = $1', [id])).rows[0] ?? null;
}

/** Keeps what was done with the ids under which it came; of two at the same time one is done. */
export async function noteOnce(client: Client, once: readonly Once[], now: string): Promise<void> {
  for (const { id, what } of once) {
    const noted = await client.query(
      'insert into done_once (id, what, at) values ($1, $2, $3) on conflict do nothing',
      [id, what, now],
    );
    if (noted.rowCount === 0) throw new Conflict('the same was done at the same time');
  }
}
