import { type Account, accountByEmail } from '#libs/adapters-postgres';
import { SyncoError } from '#libs/contracts';
import type { Parts } from '../parts.js';
import type { Mailer } from './mailer.js';
import { newLink } from './sign-in.js';
import { SlowDown } from './slow-down.js';

/**
 * Mails links to set a password anew, a few an hour to each address: more would only bury the last one, which alone is good. What is
 * answered, and when, is the same whether or not there is such an account and whether or not the mail goes out.
 */
export class Resets {
  readonly #mails = new SlowDown({ points: 3, seconds: 3_600 });

  constructor(private readonly parts: Parts) {}

  async ask(email: string): Promise<void> {
    const { mailer, database } = this.parts;
    if (!mailer) throw new SyncoError('mail-missing', 'This server sends no mail.');
    const account = await accountByEmail(database.pool, email);
    const isTooOften = (await this.#mails.secondsToWait(email)) > 0;
    if (account && !isTooOften) void this.#send(mailer, email, account);
  }

  async #send(mailer: Mailer, email: string, { id }: Account): Promise<void> {
    try {
      await mailer.reset(email, (await newLink(this.parts, 'reset', id)).key);
    } catch {
      await this.#mails.giveBack(email);
      this.parts.log.warn({ account: id }, 'a mail to set a password anew could not be sent');
    }
  }
}
