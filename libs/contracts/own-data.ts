import { z } from 'zod';
import { Channel } from './channel.js';
import { Delivery, Reaching } from './channels.js';
import { Instant } from './names.js';
import { Email, Look, Mandate, Person, Vote } from './people.js';

/**
 * All that is kept of an account as such. What a person has done for a unit (figures, answers, notices) is that unit's, and is read there;
 * secrets of channels are left out.
 */
export const OwnData = z.object({
  account: Person.extend({
    email: Email.nullable(),
    created: Instant,
    /** As whom another server vouches for them; null where none does. */
    elsewhere: z.object({ issuer: z.string(), subject: z.string() }).nullable(),
  }),
  sessions: z.array(z.object({ opened: Instant, seen: Instant, until: Instant })),
  mandates: z.array(Mandate),
  proposed: z.array(Vote.omit({ electorate: true })),
  ballots: z.array(z.object({ vote: z.uuid(), choice: z.enum(['yes', 'no']) })),
  reaching: Reaching,
  channels: z.array(Channel),
  deliveries: z.array(Delivery),
  looks: z.array(Look),
});
export type OwnData = z.infer<typeof OwnData>;

/** Leaving for good takes the password once more; of whoever has none, as another server vouches for them, a session just opened. */
export const LeaveBody = z.strictObject({ password: z.string().min(1).max(200).optional() });
