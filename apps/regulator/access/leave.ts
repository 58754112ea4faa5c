import { type Account, leaveForGood, mandatesOfUnit } from '#libs/adapters-postgres';
import { SyncoError } from '#libs/contracts';
import { holds, rightsTable } from '#libs/organisation';
import type { Parts } from '../parts.js';
import { requirePassword } from './sign-in.js';

type Used = Pick<Parts, 'database' | 'organisation' | 'now'>;

const justMs = 600_000;

/** What somebody says, to show that it is they who leave. `since`: when they came in. */
interface Said {
  password: string | undefined;
  since: string;
}

/**
 * Ends the account of somebody who knows its password or, where another server vouches for them and there is none, has just come in; whoever
 * alone organises a tree must see to a successor first.
 */
export async function leave(parts: Used, account: Account, { password, since }: Said): Promise<void> {
  if (account.passwordHash !== null || account.subject === null) await requirePassword(parts, account, password ?? '');
  else if (Date.parse(parts.now()) - Date.parse(since) > justMs)
    throw new SyncoError(
      'sign-in-old',
      'An account without a password ends only within ten minutes after the sign-in.',
    );
  const alone = await organisedAlone(parts, account.id);
  if (alone !== undefined)
    throw new SyncoError(
      'not-allowed',
      `Nobody else organises the tree of "${alone}". Have somebody voted in there, as coordinator or delegate, before you leave.`,
    );
  await leaveForGood(parts.database, account, parts.now());
}

async function organisedAlone({ database, organisation, now }: Used, account: string): Promise<string | undefined> {
  for (const { id } of (await organisation(database.pool))?.roots() ?? []) {
    const organisers = (await mandatesOfUnit(database.pool, id))
      .filter((mandate) => holds(mandate, now()) && rightsTable.organise[mandate.role].includes('own'))
      .map(({ person }) => person.id);
    if (organisers.includes(account) && organisers.every((organiser) => organiser === account)) return id;
  }
  return undefined;
}
