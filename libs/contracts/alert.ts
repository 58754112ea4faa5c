import { z } from 'zod';
import { AlertAbout, AnswerKind, ComingAgain, Sign, Step, Verdict } from './alert-about.js';
import { Sentence } from './assessment.js';
import { IndicatorId, Instant, IsoDate, ShortName, UnitId, Words } from './names.js';

const person = { by: ShortName, unit: UnitId };
/** The clocks of the unit that has the alert now. */
const clocks = {
  /** When the unit's time is up and the alert goes one level up; null where nothing climbs. */
  climbsAt: Instant.nullable().default(null),
  /** By when the unit owes an answer to a cord that was pulled for it. */
  answerBy: Instant.optional(),
  /** When the unit is reminded if nobody has said "we are on it". */
  remindAt: Instant.optional(),
};

/** What happened to an alert; the list of these is the stored truth, the alert's state its fold. */
export const AlertHappening = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('raised'),
    /** Null where a cord is about the unit as such. */
    indicator: IndicatorId.nullable(),
    sign: Sign,
    path: z.array(Step).min(1),
    about: AlertAbout,
    /** The level of the path at which it begins: the first, or 1 for a cord that goes straight to a level above. */
    level: z.int().nonnegative().optional(),
    again: ComingAgain.optional(),
    ...clocks,
  }),
  z.object({ kind: z.literal('revised'), about: AlertAbout }),
  z.object({ kind: z.literal('acknowledged'), ...person, until: Instant, note: Words.optional() }),
  /** `of`: the notice that was declared, or the agreement that was proposed, and for which unit; answers of those kinds have it. */
  z.object({
    kind: z.literal('answered'),
    ...person,
    answer: AnswerKind,
    text: Words,
    of: z.object({ id: z.string(), unit: UnitId }).optional(),
  }),
  /** The unit of origin has got an answer: `answer` is the sequence of the event. */
  z.object({ kind: z.literal('confirmed'), ...person, answer: z.int().positive() }),
  z.object({ kind: z.literal('help-asked'), ...person, note: Words.optional() }),
  /** The unit asks the level above for more time, which thereby hears of the alert; only that level can give it. */
  z.object({ kind: z.literal('extension-asked'), ...person, to: UnitId, until: Instant, note: Words.optional() }),
  z.object({
    kind: z.literal('extended'),
    ...person,
    minutes: z.number().nonnegative(),
    climbsAt: Instant,
    note: Words.optional(),
  }),
  /** Good news on its way sideways, as a practice worth copying. */
  z.object({ kind: z.literal('shared'), ...person, with: z.array(UnitId).min(1), note: Words }),
  /** Nobody has said "we are on it" in the agreed time, or the review that was said is due. */
  z.object({ kind: z.literal('reminded'), unit: UnitId, because: z.enum(['not-acknowledged', 'review-due']) }),
  /** The duty to answer has been missed; told once. */
  z.object({ kind: z.literal('answer-overdue'), unit: UnitId }),
  z.object({
    kind: z.literal('climbed'),
    from: UnitId,
    to: UnitId,
    because: z.enum(['time-up', 'help-asked']),
    ...clocks,
  }),
  /** Calendars or notices have changed: the working minutes that were left are counted on from now. */
  z.object({
    kind: z.literal('clock-moved'),
    because: z.enum(['calendar-changed', 'noticed']),
    minutes: z.number().nonnegative(),
    climbsAt: Instant.nullable(),
    answerBy: Instant.optional(),
  }),
  /** The same of the reminder of the unit that has it and has not said "we are on it". */
  z.object({
    kind: z.literal('reminder-moved'),
    because: z.enum(['calendar-changed', 'noticed']),
    remindAt: Instant,
  }),
  /** `period` names the one whose figure brought it to its end, where the filter has closed it. */
  z.object({
    kind: z.literal('recovered'),
    because: z.enum(['back-at-the-level-before', 'reported']),
    period: z.string().optional(),
  }),
  z.object({
    kind: z.literal('withdrawn'),
    because: z.enum(['corrected', 'filter-withdrew', 'noticed', 'closed-above', 'not-expected']),
    period: z.string().optional(),
  }),
  z.object({
    kind: z.literal('resolved'),
    ...person,
    cause: Words,
    remedy: Words,
    /** When it is looked at again whether the level has really moved. */
    review: z.object({ on: IsoDate, at: Instant }).optional(),
  }),
  z.object({ kind: z.literal('reviewed'), verdict: Verdict }),
  /** Shown under the open alert of an indicator that its own is a part of; its clock rests with so many working minutes left. */
  z.object({ kind: z.literal('grouped'), under: z.string(), minutes: z.number().nonnegative().nullable() }),
  /** The parts that explain most of the move of a whole get a question; shares are of what the parts brought in its direction. */
  z.object({
    kind: z.literal('asked'),
    units: z.array(z.object({ unit: UnitId, indicator: IndicatorId, share: z.number() })).min(1),
    sentence: Sentence,
  }),
  /** It goes on by itself with the working minutes that it had left: the alert above is closed, or help was asked for this one. */
  z.object({
    kind: z.literal('ungrouped'),
    because: z.enum(['closed-above', 'help-asked']),
    minutes: z.number().nonnegative().nullable(),
    climbsAt: Instant.nullable(),
  }),
  z.object({ kind: z.literal('lapsed'), because: z.literal('history-ended') }),
]);
export type AlertHappening = z.infer<typeof AlertHappening>;
export type AlertHappeningKind = AlertHappening['kind'];

/** A happening in its place: `sequence` counts from 1 without gaps, `at` is when it was committed. */
export const AlertEvent = z.object({
  alert: z.string(),
  sequence: z.int().positive(),
  at: Instant,
  happening: AlertHappening,
});
export type AlertEvent = z.infer<typeof AlertEvent>;

export const AlertState = z.enum(['open', 'acknowledged', 'recovered', 'resolved', 'withdrawn', 'lapsed']);
export type AlertState = z.infer<typeof AlertState>;

/** An alert as its events have made it. `level` indexes `path`; the unit there holds the alert until `climbsAt`. */
export const Alert = z.object({
  id: z.string(),
  sequence: z.int(),
  indicator: IndicatorId.nullable(),
  state: AlertState,
  sign: Sign,
  path: z.array(Step).min(1),
  level: z.int(),
  /** How many units of the path, from the origin on, know of it: those that it has come to, and one that was asked for more time. */
  reach: z.int().positive(),
  /** Units beside the path with which good news was shared. */
  sharedWith: z.array(UnitId),
  openedAt: Instant,
  /** When it goes one level up; null for pleasure, at the last level and once closed. */
  climbsAt: Instant.nullable(),
  /** By when the unit that has it owes an answer; null once it has answered, and where no answer is owed. */
  answerBy: Instant.nullable(),
  /** When the unit that has it is reminded; null where nobody is. */
  remindAt: Instant.nullable(),
  /** The time that the unit has asked the level above for; null once that is decided. */
  askedUntil: Instant.nullable(),
  /** Answers from above, by the sequence of the event, that the unit of origin has not confirmed yet. */
  toConfirm: z.array(z.int().positive()),
  /** Of a closed alert: when it is looked at whether level or slope have moved; null where nothing is to come. */
  reviewAt: Instant.nullable(),
  /** The working minutes that were left at an instant, to the climb or else to the answer that is owed; null where no clock runs. */
  clock: z.object({ since: Instant, minutes: z.number().nonnegative() }).nullable(),
  /** The alert above under which it is shown, and the working minutes that it keeps meanwhile; null while it stands by itself. */
  under: z.object({ alert: z.string(), minutes: z.number().nonnegative().nullable() }).nullable(),
  /** Whether the parts of its indicator have been asked what has happened. */
  asked: z.boolean(),
  /** Once help was asked for it, its climb is its own: it is grouped no more. */
  apart: z.boolean(),
  /** What has come and gone before; null where this is the first time. */
  again: ComingAgain.nullable(),
  /** The period with which the filter itself has closed it; null where it is open, or something else has closed it. */
  goneIn: z.string().nullable(),
  /** Set while somebody has said "we are on it until …". */
  acknowledgedUntil: Instant.nullable(),
  closedAt: Instant.nullable(),
  about: AlertAbout,
  replayed: z.boolean(),
});
export type Alert = z.infer<typeof Alert>;
