import { z } from 'zod';
import { ShortName } from './names.js';
import { Severity } from './organisation.js';

const each = { id: z.uuid(), least: Severity.default('ordinary') };
const address = z
  .url({ protocol: /^https?$/, error: 'write https://…' })
  .max(1000)
  .regex(/^[^\s\p{Cc}\p{Cs}]+$/u, 'use whole Unicode characters, and no control characters');
/** What lets into somebody's account elsewhere: it goes in, and never comes out again. Left out: the one that is kept stays. */
const token = (shape: RegExp) => z.string().regex(shape, 'copy the whole token').max(400).optional();
const anyToken = token(/^[\w.~+/=:-]+$/);

/** Who receives what is pushed to a browser, as it says itself (PushSubscription): where to, and the keys for whom it is sealed. */
const PushKeys = z.strictObject({
  p256dh: z.string().regex(/^[\w-]{87}=?$/, 'an uncompressed point of P-256 as base64url'),
  auth: z.string().regex(/^[\w-]{22}(==)?$/, '16 bytes as base64url'),
});

/**
 * A way to reach somebody, and from which severity on it is used. email: at the address of their account, or at another one once that
 * has been confirmed. webhook: JSON, signed with a
 * secret of the server. telegram, ntfy, matrix: as those want it. push: to a browser, which somebody calls by a name.
 */
export const Channel = z.discriminatedUnion('kind', [
  z.strictObject({ ...each, kind: z.literal('email'), address: z.email().max(254).toLowerCase().optional() }),
  z.strictObject({ ...each, kind: z.literal('webhook'), url: address }),
  z.strictObject({
    ...each,
    kind: z.literal('telegram'),
    url: address.default('https://api.telegram.org'),
    chat: z.string().regex(/^(-?\d{1,20}|@\w{3,64})$/, 'write the number of the chat, or @CHANNEL'),
    token: token(/^\d{1,20}:[\w-]{20,100}$/),
  }),
  z.strictObject({
    ...each,
    kind: z.literal('ntfy'),
    url: address.default('https://ntfy.sh'),
    topic: z.string().regex(/^[\w-]{1,64}$/, 'letters, digits, _ and - only'),
    token: anyToken,
  }),
  z.strictObject({
    ...each,
    kind: z.literal('matrix'),
    url: address,
    room: z.string().regex(/^![^\s\p{Cc}\p{Cs}]{1,254}$/u, 'write the internal id of the room: !…'),
    token: anyToken,
  }),
  z.strictObject({
    ...each,
    kind: z.literal('push'),
    url: address,
    keys: PushKeys,
    name: ShortName,
  }),
]);
export type Channel = z.infer<typeof Channel>;

/** A channel that leads to an address in the net. */
export type Outgoing = Exclude<Channel, { kind: 'email' }>;
