import { z } from 'zod';
import { Assessment } from './assessment.js';
import { IndicatorId, Instant } from './names.js';

/** A figure as charts, aggregates and the filter read it: the current revision of one indicator's period. */
export const Figure = z.object({
  indicator: IndicatorId,
  period: z.string(),
  /** Consecutive integers: the difference of two is the number of periods between. */
  ordinal: z.int(),
  /** The period's local start, without zone. */
  starts: z.string(),
  revision: z.int(),
  value: z.number(),
  /** What the filter is given: a sum brought to full coverage, else the value. */
  comparable: z.number(),
  coverage: z.number(),
  /** A provisional figure is shown and not filtered. */
  settled: z.boolean(),
  actuality: z.number().nullable(),
  capability: z.number().nullable(),
  potentiality: z.number().nullable(),
});
export type Figure = z.infer<typeof Figure>;

/** A figure with what was posted of it and what the filter says, as the store reads it. */
export const FigureReading = Figure.extend({
  note: z.string().nullable(),
  by: z.string().nullable(),
  knownFrom: Instant,
  replayed: z.boolean(),
  assessment: Assessment.nullable(),
});
export type FigureReading = z.infer<typeof FigureReading>;

/** What became of the alerts of one indicator in a span of time. */
export const AlertCounts = z.object({
  indicator: IndicatorId,
  raised: z.int(),
  solved: z.int(),
  climbed: z.int(),
  open: z.int(),
});
export type AlertCounts = z.infer<typeof AlertCounts>;
