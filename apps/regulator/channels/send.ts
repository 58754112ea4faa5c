import type { Errand } from '#libs/adapters-postgres';
import type { Message } from '#libs/channels';
import type { Parts } from '../parts.js';

/** Sends a message through a channel; null, or in few words why it did not go out, without addresses and secrets. */
export async function send(
  { mailer, log }: Pick<Parts, 'mailer' | 'log'>,
  { channel, email }: Pick<Errand, 'channel' | 'email'>,
  message: Message,
): Promise<string | null> {
  if (!mailer) return 'this server sends no mail';
  if (email === null) return 'the account has no address';
  try {
    await mailer.tell(email, message);
    return null;
  } catch (error) {
    const reason = reasonOf(error);
    log.warn({ channel: channel.id, reason }, 'a message could not be sent');
    return reason;
  }
}

/** The code of a fault, and what the mail server answered as a number: its words may repeat an address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return 'responseCode' in error && typeof error.responseCode === 'number' ? `${code} ${error.responseCode}` : code;
}
