import { accountById, mandatesOf, mandatesOfUnit, voteById } from '#libs/adapters-postgres';
import { type InvitationLink, SyncoError, type Vote } from '#libs/contracts';
import { isOver } from '#libs/organisation';
import type { Parts } from '../parts.js';
import { linkTo } from './mailer.js';
import { newLink } from './sign-in.js';

/**
 * A link for whom a vote of a unit has given a mandate, to come in with. Whoever has it can be that person: so only as long as they have not
 * come in, and only of the unit that has invited them first, or any unit could be in another what somebody was invited there to be.
 */
export async function inviteBy(parts: Parts, { id, unit }: Vote, now: string): Promise<InvitationLink> {
  const { pool } = parts.database;
  const given = (await mandatesOfUnit(pool, unit)).find(({ vote }) => vote === id);
  const account = given && !isOver(given, now) ? await accountById(pool, given.person.id) : null;
  if (!account || account.left)
    throw new SyncoError('person-unknown', 'This vote has given no mandate that is not over.');
  if (account.passwordHash !== null || account.subject !== null)
    throw new SyncoError('not-allowed', `${account.name} has come in already.`);
  if ((await firstToInvite(parts, account.id, now)) !== unit)
    throw new SyncoError('not-allowed', `Another unit has invited ${account.name} first, and hands the link over.`);
  const { key, until } = await newLink(parts, 'invited', account.id, unit);
  return { link: linkTo(parts.config.publicUrl, key), until };
}

/** The unit that has decided first on a mandate of somebody that is not over, whenever it begins. */
async function firstToInvite({ database: { pool } }: Parts, account: string, now: string): Promise<string | undefined> {
  const standing = (await mandatesOf(pool, account)).filter((mandate) => !isOver(mandate, now));
  const votes = await Promise.all(standing.flatMap(({ vote }) => (vote === null ? [] : voteById(pool, vote))));
  const decided = votes.filter((vote) => vote !== null).map(({ unit, decidedAt }) => ({ unit, at: decidedAt ?? '' }));
  return decided.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))[0]?.unit;
}
