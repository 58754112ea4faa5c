import type { Errand } from '#libs/adapters-postgres';
import { type Letter, postOf } from '#libs/channels';
import type { Outgoing } from '#libs/contracts';
import type { Parts } from '../parts.js';
import { sendOut, type Sending } from './outgoing.js';
import { sealed } from './push.js';
import { signature } from './sign.js';

/** Why a message did not go out, in few words without addresses and secrets; `isFinal`: trying again is of no use. */
export interface Failure {
  reason: string;
  isFinal: boolean;
}

type Receiver = Pick<Errand, 'channel' | 'email' | 'secret'>;

/** Sends a letter through a channel; null where it went out. */
export async function send(parts: Parts, receiver: Receiver, letter: Letter): Promise<Failure | null> {
  const { channel, email, secret } = receiver;
  try {
    if (channel.kind === 'email') return await byMail(parts, channel.address ?? email, letter);
    const status = await sendOut(await sendingOf(parts, channel, letter, secret), parts.config.webhookHosts);
    if (status >= 200 && status < 300) return null;
    const isFinal = status === 410 || (status === 404 && channel.kind === 'push');
    return noted(parts, channel.id, { reason: isFinal ? 'gone' : `answered ${status}`, isFinal });
  } catch (error) {
    return noted(parts, channel.id, { reason: reasonOf(error), isFinal: false });
  }
}

async function byMail({ mailer }: Parts, email: string | null, { id, message }: Letter): Promise<Failure | null> {
  if (!mailer) return { reason: 'no-mail', isFinal: false };
  if (email === null) return { reason: 'no-address', isFinal: false };
  await mailer.tell(email, { ...message, id });
  return null;
}

async function sendingOf(parts: Parts, channel: Outgoing, letter: Letter, secret: string | null): Promise<Sending> {
  if (channel.kind === 'push') return sealed(parts, channel, letter);
  if (channel.kind !== 'webhook') return postOf(channel, letter, secret);
  const post = postOf(channel, letter, null);
  const signed = { 'synco-signature': signature(secret ?? '', post.body, parts.now()) };
  return { ...post, headers: { ...post.headers, ...signed } };
}

function noted({ log }: Parts, channel: string, failure: Failure): Failure {
  log.warn({ channel, reason: failure.reason }, 'a message could not be sent');
  return failure;
}

/** The code of a fault, and what the mail server answered as a number: its words may repeat an address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return 'responseCode' in error && typeof error.responseCode === 'number' ? `${code} ${error.responseCode}` : code;
}
