import { again } from '#libs/regulation';
import type { Client, Database } from './database.js';
import { orConflict } from './lost-race.js';

/** Lets one transaction after the other change the organisation and its notices: each follows from what the one before left. */
export async function holdOrganisation(client: Client): Promise<void> {
  await client.query('select pg_advisory_xact_lock(7305414)');
}

/**
 * Changes the organisation in one transaction. It moves clocks, and whoever acts on their alerts at the same time may have locked them
 * already and wait for what this one has: then it is done again.
 */
export function changeOrganisation<T>(database: Database, work: (client: Client) => Promise<T>): Promise<T> {
  return again(() =>
    orConflict(
      database.transaction(async (client) => {
        await holdOrganisation(client);
        return work(client);
      }),
    ),
  );
}
