import { z } from 'zod';
import { Deviation, Sentence } from './assessment.js';
import { ShortName, UnitId, Words } from './names.js';

/** Beer's algedonic signal: pain is a change for the worse, pleasure one for the better. */
export const Sign = z.enum(['pain', 'pleasure']);
export type Sign = z.infer<typeof Sign>;

/** One level of the alert's way up, frozen when it opens: the unit and the working minutes that it has been given. */
export const Step = z.object({
  unit: UnitId,
  minutes: z.int().nonnegative(),
  /** Within so many working minutes somebody should say "we are on it"; left out: nobody is reminded. */
  acknowledge: z.int().nonnegative().optional(),
});
export type Step = z.infer<typeof Step>;

export const AnswerKind = z.enum(['advice', 'help', 'resources', 'explanation', 'notice', 'agreement']);
export type AnswerKind = z.infer<typeof AnswerKind>;

/**
 * What an alert is about. deviation: what the filter tells of an indicator; `sd` is that of one figure when it opened, in units of
 * the indicator: the measure of "back at the level before". silence: reports that were due and did not come; `period` is the oldest
 * of them, `periods` how many they are. cord: raised by hand; `by` is null where the person is not stored. question: the unit `ofUnit`, whose
 * alert `of` tells of a whole, asks what has happened; `share` is how much of the move this part explains.
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
  z.object({
    kind: z.literal('question'),
    of: z.string(),
    ofUnit: UnitId,
    share: z.number().min(0).max(1),
    sentence: Sentence,
  }),
]);
export type AlertAbout = z.infer<typeof AlertAbout>;

/** What an alert is about, as one sentence. */
export function sentenceOf(about: AlertAbout): Sentence {
  switch (about.kind) {
    case 'deviation':
      return about.deviation.sentence;
    case 'silence':
    case 'question':
      return about.sentence;
    case 'cord':
      return { en: about.text, es: about.text };
  }
}

/**
 * What the filter holds at the review of a closed alert: the level (with its sd) and the slope when it was closed, and after, in units
 * of the indicator and per period; null where it has said nothing. `moved`: whether they differ by more than two sd of the difference.
 */
export const Verdict = z.object({
  before: z.object({ level: z.number(), sd: z.number(), slope: z.number() }).nullable(),
  after: z.object({ level: z.number(), sd: z.number(), slope: z.number() }).nullable(),
  moved: z.boolean(),
  sentence: Sentence,
});
export type Verdict = z.infer<typeof Verdict>;

/**
 * A deviation that has come and gone before: this is the time number `times`, after the alerts `earlier`, the oldest first. It
 * recovers once so many figures in a row have been back. From the third time on the series is said to come and go.
 */
export const ComingAgain = z.object({
  times: z.int().min(2),
  earlier: z.array(z.string()).min(1),
  figures: z.int().positive(),
});
