import { pushKey } from '#libs/adapters-postgres';
import { type Letter, shortened } from '#libs/channels';
import type { Outgoing } from '#libs/contracts';
import webPush from 'web-push';
import type { Parts } from '../parts.js';
import type { Sending } from './outgoing.js';

/** So long a push service keeps what a browser does not fetch, in seconds. */
const keptFor = 86_400;
/** Push services take 4 096 bytes, and a character may need four. */
const mostLetters = 700;

/** The public half of the key by which browsers know this server, as base64url. */
export async function publicPushKey({ database }: Pick<Parts, 'database'>): Promise<string> {
  return (await pushKey(database.pool, webPush.generateVAPIDKeys)).publicKey;
}

/** A letter sealed for one browser, with the server's signature: the push service carries what it cannot read. */
export async function sealed(
  { database, config }: Pick<Parts, 'database' | 'config'>,
  { url, keys }: Extract<Outgoing, { kind: 'push' }>,
  { message, news }: Letter,
): Promise<Sending> {
  const key = await pushKey(database.pool, webPush.generateVAPIDKeys);
  const payload = JSON.stringify({
    title: message.subject,
    body: shortened(message, mostLetters),
    link: message.link,
  });
  const { headers, body } = webPush.generateRequestDetails({ endpoint: url, keys }, payload, {
    vapidDetails: { subject: subjectOf(config), ...key },
    TTL: keptFor,
    urgency: news.some(({ severity }) => severity === 'severe') ? 'high' : 'normal',
  });
  return { method: 'POST', url, headers, body: body ?? '' };
}

/** Whom a push service may turn to: the server's address, or, where that is no https, its mail. */
function subjectOf({ publicUrl, mail }: Parts['config']): string {
  if (publicUrl.startsWith('https://')) return publicUrl;
  const address = /[^\s<>@]+@[^\s<>@]+/.exec(mail?.from ?? '')?.[0] ?? 'synco@localhost';
  return `mailto:${address}`;
}
