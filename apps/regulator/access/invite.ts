import { accountById, mandatesOf, mandatesOfUnit } from '#libs/adapters-postgres';
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
  if (!account) throw new SyncoError('person-unknown', 'This vote has given no mandate that is not over.');
  if (account.passwordHash !== null || account.subject !== null)
    throw new SyncoError('not-allowed', `${account.name} has come in already.`);
  const first = (await mandatesOf(pool, account.id)).findLast((mandate) => !isOver(mandate, now));
  if (first?.unit !== unit)
    throw new SyncoError('not-allowed', `Another unit has invited ${account.name} first, and hands the link over.`);
  const { key, until } = await newLink(parts, 'invited', account.id, unit);
  return { link: linkTo(parts.config.publicUrl, key), until };
}
