import { hasAccounts } from '#libs/adapters-postgres';
import type { Parts } from '../parts.js';
import { linkTo } from './mailer.js';
import { newLink } from './sign-in.js';

/**
 * Where nobody has an account yet, whoever starts the server gets a link that makes the first one: on the terminal, not in the log, which
 * may be kept elsewhere. Each start makes a new one, and the last is no longer good.
 */
export async function offerFirstLink(parts: Parts, say: (text: string) => void): Promise<void> {
  const { config, database } = parts;
  if (config.access === 'open' || config.demoSignIns.length > 0 || (await hasAccounts(database.pool))) return;
  const { key } = await newLink(parts, 'first', null);
  say(`\nNobody has an account here yet. Make the first one within a day:\n${linkTo(config.publicUrl, key)}\n`);
}
