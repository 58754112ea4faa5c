import { z } from 'zod';
import { Instant, Role, ShortName, UnitId, Words } from './names.js';

/** An address for mails, in small letters. */
export const Email = z.email().max(254).toLowerCase();
/** Long enough that guessing takes longer than the lockout allows; any characters. */
const Password = z.string().min(12, 'use at least 12 characters').max(200);
/** What a one-time link or a token carries: 32 random bytes as base64url. */
const Key = z.string().regex(/^[\w-]{43}$/, 'copy the whole link');

/** Somebody with an account. */
export const Person = z.object({ id: z.uuid(), name: ShortName });

/** Who speaks for a unit, from when to when. `until` null: until it is recalled. `ended`: when it was recalled or handed back. */
export const Mandate = z.object({
  id: z.uuid(),
  unit: UnitId,
  role: Role,
  person: Person,
  from: Instant,
  until: Instant.nullable(),
  ended: Instant.nullable(),
  /** The vote that gave it; null for the mandates with which a federation begins. */
  vote: z.uuid().nullable(),
});
export type Mandate = z.infer<typeof Mandate>;

/** What is voted on: to give a mandate to somebody, who may not have an account yet, or to recall one. */
export const Motion = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('give'),
    role: Role,
    to: z.union([z.strictObject({ account: z.uuid() }), z.strictObject({ name: ShortName, email: Email })]),
    /** From when on; null, and what is past by then: from its being decided. */
    from: Instant.nullable().default(null),
    until: Instant.nullable().default(null),
  }),
  z.strictObject({ kind: z.literal('recall'), mandate: z.uuid() }),
]);
export type Motion = z.infer<typeof Motion>;

/** How a unit votes. `quorum`: the share of those entitled that must take part; it passes with more than `share` of the ballots. */
const VoteRules = z.object({ quorum: z.number(), share: z.number() });

/** A vote of a unit. Those entitled are fixed when it opens; who voted how is kept only until it is decided, and told to nobody. */
export const Vote = z.object({
  id: z.uuid(),
  unit: UnitId,
  motion: Motion,
  note: Words.nullable(),
  proposedBy: Person,
  openedAt: Instant,
  closesAt: Instant,
  rules: VoteRules,
  electorate: z.array(z.uuid()),
  state: z.enum(['open', 'passed', 'failed']),
  decidedAt: Instant.nullable(),
  yes: z.int(),
  no: z.int(),
});
export type Vote = z.infer<typeof Vote>;

/** A vote as it is shown inside the unit: numbers, never names of voters. */
export const VoteView = Vote.omit({ electorate: true }).extend({
  entitled: z.int(),
  about: Person.or(z.object({ id: z.null(), name: ShortName })),
  role: Role,
  mayVote: z.boolean(),
  /** Whether the viewer may have a link for whom it has given a mandate. */
  mayInvite: z.boolean(),
});
export type VoteView = z.infer<typeof VoteView>;

export const ProposeVoteBody = z.strictObject({ id: z.uuid(), motion: Motion, note: Words.optional() });
export const BallotBody = z.strictObject({ choice: z.enum(['yes', 'no']) });

/** A unit's people: its mandates, those that have ended among them, and its votes, newest first. */
export const UnitPeople = z.object({
  unit: UnitId,
  mandates: z.array(Mandate.extend({ active: z.boolean() })),
  votes: z.array(VoteView),
  mayPropose: z.boolean(),
});
export type UnitPeople = z.infer<typeof UnitPeople>;

/** How the session is kept: in a cookie that no script can read, or as a key that a program keeps and sends as `Authorization: Bearer`. */
const carry = z.enum(['cookie', 'key']).default('cookie');
export const SignInBody = z.strictObject({ email: Email, password: z.string().min(1).max(200), carry });
export const DemoSignInBody = z.strictObject({ unit: UnitId.nullable(), carry });
export const KeyBody = z.strictObject({ key: Key });
export const UseLinkBody = z.strictObject({
  key: Key,
  name: ShortName.optional(),
  email: Email.optional(),
  password: Password,
  carry,
});
export const ResetBody = z.strictObject({ email: Email });
export const ChangePasswordBody = z.strictObject({ old: z.string().min(1).max(200), password: Password });
/** That a session is open; its key only where it was asked for. */
export const SessionOpened = z.object({ key: Key.nullable() });
export type SessionOpened = z.infer<typeof SessionOpened>;
/** A link that works once, shown to whoever has asked for it and to nobody again. */
export const InvitationLink = z.object({ link: z.url(), until: Instant });
export type InvitationLink = z.infer<typeof InvitationLink>;

/** What a one-time link is for, before it is used. */
export const Invitation = z.object({
  purpose: z.enum(['first', 'invited', 'reset']),
  name: ShortName.nullable(),
  email: Email.nullable(),
  unit: UnitId.nullable(),
  unitName: z.string().nullable(),
  until: Instant,
});
export type Invitation = z.infer<typeof Invitation>;

/** A look at a unit from outside it. compared: how it compares with those beside it · comparison: how its own parts do. */
export const Look = z.object({
  unit: UnitId,
  name: ShortName,
  from: UnitId,
  what: z.string().regex(/^(page|reports|comparison|compared|answers|agreements|calendar|(figures|alert|photo) .+)$/),
  first: Instant,
  last: Instant,
  times: z.int(),
});
export type Look = z.infer<typeof Look>;

/** Who has looked at a unit from outside, newest first. */
export const LookList = z.object({ looks: z.array(Look) });
export type LookList = z.infer<typeof LookList>;

/** Who is signed in, and for which units they speak now. `open`: nobody is checked, and the page asks who one is. */
export const Me = z.object({
  access: z.enum(['accounts', 'open']),
  person: Person.extend({ email: Email.nullable() }).nullable(),
  mandates: z.array(Mandate),
  /** The sign-ins of a demonstration, each with the name of its unit; empty elsewhere. */
  /** The name of another server through which one can sign in; null where there is none. */
  elsewhere: z.string().nullable(),
  demo: z.array(z.object({ role: Role, unit: UnitId, name: ShortName })),
});
export type Me = z.infer<typeof Me>;
