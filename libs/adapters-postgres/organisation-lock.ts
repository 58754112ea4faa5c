import type { Client } from './database.js';

/** Lets one transaction after the other change the organisation and its notices: each follows from what the one before left. */
export async function holdOrganisation(client: Client): Promise<void> {
  await client.query('select pg_advisory_xact_lock(7305414)');
}
