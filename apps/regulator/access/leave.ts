import {
  type Account,
  type Client,
  holdGoing,
  leaveForGood,
  mandatesOf,
  mandatesOfPresent,
} from '#libs/adapters-postgres';
import { type Mandate, SyncoError } from '#libs/contracts';
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
  await parts.database.transaction(async (client) => {
    await holdGoing(client);
    await requireSuccessor(client, parts, await mandatesOf(client, account.id));
    await leaveForGood(client, account, parts.now());
  });
}

/** Refuses to let go of mandates that leave nobody who organises a tree and can come in. */
export async function requireSuccessor(
  client: Client,
  { organisation, now }: Omit<Used, 'database'>,
  given: readonly Mandate[],
): Promise<void> {
  const gone = new Set(given.map(({ id }) => id));
  for (const { id } of (await organisation(client))?.roots() ?? []) {
    const organising = (await mandatesOfPresent(client, id)).filter(
      (mandate) => holds(mandate, now()) && rightsTable.organise[mandate.role].includes('own'),
    );
    if (organising.length === 0 || organising.some((mandate) => !gone.has(mandate.id))) continue;
    throw new SyncoError(
      'not-allowed',
      `Nobody else organises the tree of "${id}". First have somebody voted in there, as coordinator or delegate.`,
    );
  }
}
