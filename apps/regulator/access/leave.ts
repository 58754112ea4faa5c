import { type Account, leaveForGood, mandatesOfUnit } from '#libs/adapters-postgres';
import { SyncoError } from '#libs/contracts';
import { holds, rightsTable } from '#libs/organisation';
import type { Parts } from '../parts.js';
import { requirePassword } from './sign-in.js';

/** Ends the account of somebody who knows its password; whoever alone organises a tree must see to a successor first. */
export async function leave(parts: Parts, account: Account, password: string): Promise<void> {
  await requirePassword(parts, account, password);
  const alone = await organisedAlone(parts, account.id);
  if (alone !== undefined)
    throw new SyncoError(
      'not-allowed',
      `Nobody else organises the tree of "${alone}". Have somebody voted in there, as coordinator or delegate, before you leave.`,
    );
  await leaveForGood(parts.database, account, parts.now());
}

async function organisedAlone({ database, organisation, now }: Parts, account: string): Promise<string | undefined> {
  for (const { id } of (await organisation(database.pool))?.roots() ?? []) {
    const organisers = (await mandatesOfUnit(database.pool, id))
      .filter((mandate) => holds(mandate, now()) && rightsTable.organise[mandate.role].includes('own'))
      .map(({ person }) => person.id);
    if (organisers.includes(account) && organisers.every((organiser) => organiser === account)) return id;
  }
  return undefined;
}
