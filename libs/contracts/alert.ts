import { z } from 'zod';
import { Deviation, Sentence } from './assessment.js';
import { IndicatorId, Instant, ShortName, UnitId, Words } from './names.js';

/** Beer's algedonic signal: pain is a change for the worse, pleasure one for the better. */
export const Sign = z.enum(['pain', 'pleasure']);
export type Sign = z.infer<typeof Sign>;

/** One level of the alert's way up, frozen when it opens: the unit and the working minutes that it has been given. */
export const Step = z.object({ unit: UnitId, minutes: z.int().nonnegative() });
export type Step = z.infer<typeof Step>;

export const AnswerKind = z.enum(['advice', 'help', 'resources']);
export type AnswerKind = z.infer<typeof AnswerKind>;

/**
 * What an alert is about. deviation: what the filter tells of an indicator; `sd` is that of one figure when it opened, in units of
 * the indicator: the measure of "back at the level before". silence: reports that were due and did not come; `period` is the oldest
 * of them, `periods` how many they are. cord: raised by hand; `by` is null where the person is not stored.
 */
export const AlertAbout = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('deviation'), deviation: Deviation, sd: z.number() }),
  z.object({
    kind: z.literal('silence'),
    silence: z.enum(['late', 'missing']),
    period: z.string(),
    periods: z.int().positive(),
    sentence: Sentence,
  }),
  z.object({ kind: z.literal('cord'), text: Words, by: ShortName.nullable() }),
]);
export type AlertAbout = z.infer<typeof AlertAbout>;

/** What an alert is about, as one sentence. */
export function sentenceOf(about: AlertAbout): Sentence {
  switch (about.kind) {
    case 'deviation':
      return about.deviation.sentence;
    case 'silence':
      return about.sentence;
    case 'cord':
      return { en: about.text, es: about.text };
  }
}

const person = { by: ShortName, unit: UnitId };
/** When the unit's time is up; null where nothing climbs. */
const ClimbsAt = Instant.nullable().default(null);

/** What happened to an alert; the list of these is the stored truth, the alert's state its fold. */
export const AlertHappening = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('raised'),
    /** Null where a cord is about the unit as such. */
    indicator: IndicatorId.nullable(),
    sign: Sign,
    path: z.array(Step).min(1),
    about: AlertAbout,
    climbsAt: ClimbsAt,
  }),
  z.object({ kind: z.literal('revised'), about: AlertAbout }),
  z.object({ kind: z.literal('acknowledged'), ...person, until: Instant, note: Words.optional() }),
  z.object({ kind: z.literal('answered'), ...person, answer: AnswerKind, text: Words }),
  z.object({ kind: z.literal('help-asked'), ...person, note: Words.optional() }),
  z.object({
    kind: z.literal('climbed'),
    from: UnitId,
    to: UnitId,
    because: z.enum(['time-up', 'help-asked']),
    climbsAt: ClimbsAt,
  }),
  /** Calendars have changed: the working minutes that were left are counted on from now. */
  z.object({
    kind: z.literal('clock-moved'),
    because: z.literal('calendar-changed'),
    minutes: z.number().nonnegative(),
    climbsAt: Instant,
  }),
  z.object({ kind: z.literal('recovered'), because: z.enum(['back-at-the-level-before', 'reported']) }),
  z.object({ kind: z.literal('withdrawn'), because: z.enum(['corrected', 'filter-withdrew']) }),
  z.object({ kind: z.literal('resolved'), ...person, cause: Words, remedy: Words }),
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
  openedAt: Instant,
  /** When it goes one level up; null for pleasure, at the last level and once closed. */
  climbsAt: Instant.nullable(),
  /** The working minutes that were left at an instant; null where no clock runs. */
  clock: z.object({ since: Instant, minutes: z.number().nonnegative() }).nullable(),
  /** Set while somebody has said "we are on it until …". */
  acknowledgedUntil: Instant.nullable(),
  closedAt: Instant.nullable(),
  about: AlertAbout,
  replayed: z.boolean(),
});
export type Alert = z.infer<typeof Alert>;

export const AcknowledgeBody = z.strictObject({ until: Instant, note: Words.optional() });
export const AnswerBody = z.strictObject({ answer: AnswerKind, text: Words });
export const ResolveBody = z.strictObject({ cause: Words, remedy: Words });
export const AskHelpBody = z.strictObject({ note: Words.optional() });
