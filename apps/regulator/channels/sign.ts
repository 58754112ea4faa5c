import { createHmac } from 'node:crypto';

/**
 * What a webhook is signed with, as the header Synco-Signature: `t=SECONDS,v1=HEX`, where HEX is the HMAC-SHA256 of `SECONDS.BODY` with
 * the secret that was told when the channel was added. `now` as an instant.
 */
export function signature(secret: string, body: string, now: string): string {
  const seconds = Math.floor(Date.parse(now) / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
