import {
  addAccount,
  giveMandate,
  hasAccounts,
  mandatesOfUnit,
  newestOrganisation,
  openSession,
} from '#libs/adapters-postgres';
import { type Me, SyncoError } from '#libs/contracts';
import { createHash } from 'node:crypto';
import { beginMandates } from './organising.js';
import type { Parts } from '../parts.js';

/** The sign-ins of a demonstration that the settings name, with the names of the units that there are: as long as nobody has an account. */
export async function demoSignIns({ config, database, organisation }: Parts): Promise<Me['demo']> {
  if (config.demoSignIns.length === 0 || (await hasAccounts(database.pool))) return [];
  const known = await organisation(database.pool);
  return config.demoSignIns.flatMap(({ role, unit }) => {
    const name = known?.unit(unit)?.name;
    return name === undefined ? [] : [{ role, unit, name }];
  });
}

/**
 * Opens a session as one of the demonstration's people, without a password: only where the settings name them, which they can on
 * loopback alone, and as long as nobody has an account of their own. `unit` null: as whoever sets the demonstration up.
 */
export async function demoAccount(
  { config, database, organisation, now }: Parts,
  unit: string | null,
): Promise<string> {
  const named = config.demoSignIns.find((one) => one.unit === unit);
  const isOpen = config.demoSignIns.length > 0 && !(await hasAccounts(database.pool));
  if (!isOpen || (unit !== null && !named)) throw new SyncoError('not-found', 'There is no such sign-in.');
  const id = uuidOf(unit ?? '');
  const unitName = (await organisation(database.pool))?.unit(unit ?? '')?.name ?? unit;
  const name = named ? `Demo ${named.role} of ${unitName}` : 'Demo';
  return database.transaction(async (client) => {
    await addAccount(client, { id, name, email: null, now: now() });
    if (named && (await mandatesOfUnit(client, named.unit)).every(({ person }) => person.id !== id)) {
      const mandate = { id: uuidOf(`mandate ${named.unit}`), unit: named.unit, account: id, role: named.role };
      await giveMandate(client, { ...mandate, from: now(), until: null, vote: null });
    }
    const known = unit === null ? await newestOrganisation(client) : null;
    if (known) await beginMandates(client, { account: id, now: now() }, known.document);
    return openSession(client, id, now());
  });
}

/** The same name gives the same id: a demonstration that starts again finds its people. */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(`synco demo ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
