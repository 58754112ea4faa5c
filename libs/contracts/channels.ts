import { z } from 'zod';
import { Language } from './assessment.js';
import { Channel } from './channel.js';
import { Instant, ShortName, UnitId } from './names.js';
import { Severity } from './organisation.js';
import { isTimeZone } from './time-zone.js';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day as HH:MM');

/** Hours in which nothing is sent: from a time of day to another, over midnight where `to` is the earlier one. */
const Quiet = z.strictObject({ from: clockTime, to: clockTime }).refine(({ from, to }) => from !== to, {
  message: 'let the hours begin and end at different times',
});

/**
 * When somebody wants to be reached. `digest`: at once, each full hour, or each day at `digestAt`, in their time zone. `severeAtOnce`:
 * what is severe waits neither for the digest nor for the end of the quiet hours. `mostAnHour`: so many messages a channel and
 * hour at most; what is beyond it is gathered into the next one.
 */
export const Reaching = z.strictObject({
  language: Language.default('en'),
  timeZone: z.string().max(64).refine(isTimeZone, { message: 'write an IANA time zone: Europe/Madrid' }).default('UTC'),
  quiet: Quiet.nullable().default(null),
  digest: z.enum(['none', 'hourly', 'daily']).default('none'),
  digestAt: clockTime.default('08:00'),
  severeAtOnce: z.boolean().default(true),
  mostAnHour: z.int().min(1).max(60).default(10),
});
export type Reaching = z.infer<typeof Reaching>;

export const ChannelsBody = Reaching.extend({
  channels: z
    .array(Channel)
    .max(10)
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, { message: 'let each id be another' }),
});

/**
 * How somebody is reached beside the page, tokens left out. `mail`: to which address of theirs, null where this server sends none.
 * `unconfirmed`: the channels to which nothing goes before their link was used. `pushKey`: what a browser needs to receive from this server. `made`: the secrets of webhooks that were just added, told once.
 */
export const Channels = Reaching.extend({
  channels: z.array(Channel),
  mail: z.string().nullable(),
  unconfirmed: z.array(z.uuid()),
  pushKey: z.string(),
  made: z.array(z.object({ channel: z.uuid(), secret: z.string() })),
});
export type Channels = z.infer<typeof Channels>;

/** Whether a message to try the channel went out, and if not, why. */
export const ChannelTried = z.object({ sent: z.boolean(), reason: z.string().nullable() });
export type ChannelTried = z.infer<typeof ChannelTried>;

/** One thing that somebody is told through one channel, and what became of it. */
export const Delivery = z.object({
  alert: z.string(),
  sequence: z.int(),
  unit: UnitId,
  channel: z.uuid(),
  kind: ShortName,
  severity: Severity,
  madeAt: Instant,
  dueAt: Instant,
  /** waiting: for its time, or to be tried again · given-up: it failed for a day, nobody is there any more, or the mandate has ended meanwhile. */
  state: z.enum(['waiting', 'sent', 'given-up']),
  tries: z.int(),
  sentAt: Instant.nullable(),
  reason: z.string().nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

/** The newest deliveries to oneself, newest first. */
export const DeliveryList = z.object({ deliveries: z.array(Delivery) });
export type DeliveryList = z.infer<typeof DeliveryList>;
