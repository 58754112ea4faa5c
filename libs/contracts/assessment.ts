import { z } from 'zod';

/** How sure the filter is of each explanation of the newest value; the four sum to 1. */
export const Probabilities = z.object({
  steady: z.number(),
  transient: z.number(),
  step: z.number(),
  slope: z.number(),
});
export type Probabilities = z.infer<typeof Probabilities>;

export const DeviationKind = z.enum(['unclear', 'transient', 'step', 'slope']);
export type DeviationKind = z.infer<typeof DeviationKind>;
export const DeviationStatus = z.enum(['raised', 'revised', 'settled', 'withdrawn']);
export type DeviationStatus = z.infer<typeof DeviationStatus>;

/** The languages that a deviation is put into. */
export const Language = z.enum(['en', 'es']);
export type Language = z.infer<typeof Language>;

/** One plain sentence in every language. */
export const Sentence = z.object({ en: z.string(), es: z.string() } satisfies Record<Language, z.ZodString>);
export type Sentence = z.infer<typeof Sentence>;

/** Something worth telling about a series. `size`, `levelBefore` in units of the indicator; `onset` names its first period. */
export const Deviation = z.object({
  id: z.string(),
  status: DeviationStatus,
  kind: DeviationKind,
  direction: z.enum(['up', 'down']),
  onset: z.string(),
  size: z.number(),
  sizeInSd: z.number(),
  levelBefore: z.number(),
  probability: z.number(),
  sentence: Sentence,
});
export type Deviation = z.infer<typeof Deviation>;

/**
 * What the filter says of one observation. `forecast` was made before the value was seen; `level` (with its sd) and `slope`
 * (per period) are estimated after it; `score` ranks strangeness from 0 to 1; `deviation` is there only where something is told.
 */
export const Assessment = z.object({
  forecast: z.object({ mean: z.number(), sd: z.number() }),
  level: z.number(),
  levelSd: z.number(),
  slope: z.number(),
  probabilities: Probabilities,
  score: z.number(),
  deviation: Deviation.nullable(),
});
export type Assessment = z.infer<typeof Assessment>;
