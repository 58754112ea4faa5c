import { Cadence, DeviationKind, Scale, Sensitivity } from '#libs/contracts';
import { z } from 'zod';

import { Numbers } from './numbers.js';
import { Ranking } from './ranking.js';

/** A value that is kept until there are enough to begin with, and how many periods it came after the one before. */
const Held = z.object({
  elapsed: z.number(),
  value: z.number(),
  weight: z.number(),
  of: z.number().nullable(),
});
export type Held = z.infer<typeof Held>;

/** Something told: what it was measured against (on the line, see transform), and how it is seen now. */
const Told = z.object({
  /** Its name: the first period as it was told first, or if that is taken the period in which it was; and the onset as seen now. */
  period: z.number(),
  onset: z.number(),
  kind: DeviationKind,
  /** The level before, the change in level or in slope (per period), and the sd of a value. */
  before: z.number(),
  size: z.number(),
  sd: z.number(),
  /** Whether it began with a value that was told as odd. */
  odd: z.boolean(),
  /** The period in which it was last told. */
  toldAt: z.number(),
});
export type Told = z.infer<typeof Told>;

const Transform = z.object({ scale: Scale, c: z.number(), of: z.number() });

/** A season that the series may have (none: the first), the bank that looks at the series without it, and how that fares. */
const Variant = z.object({
  bins: Numbers,
  bank: Numbers,
  /** The log evidence that this variant foresees the series better than the one in force. */
  advantage: z.number(),
});
export type Variant = z.infer<typeof Variant>;

/** The filter once it runs; numbers in arrays are laid out as the files of their names say. */
const Engine = z.object({
  transform: Transform,
  /** The hypotheses, which run on the series without the season of the variant in force and under the noise in force. */
  mixture: Numbers,
  variants: z.array(Variant),
  variant: z.number(),
  noise: z.number(),
  tails: Numbers,
  tail: z.number(),
  /** The scale of the mixture, S = d / n, and its log evidence. */
  n: z.number(),
  d: z.number(),
  evidence: z.number(),
  /** Values so far. */
  values: z.number(),
  /** What is usual for |e| / √(Q S), and how often changes have been told of late: both raise what it takes to tell. */
  reach: z.number(),
  restless: z.number(),
  /** The last period after which something was named: no name is given twice. */
  named: z.number(),
  /** A value just told as odd, the change that is told and not settled, and the last one that was settled. */
  oddity: Told.nullable(),
  change: Told.nullable(),
  settled: Told.nullable(),
  ranking: Ranking,
});
export type Engine = z.infer<typeof Engine>;

/** All that the filter knows of a series. */
export const FilterState = z.object({
  settings: z.object({ cadence: Cadence.nullable(), scale: Scale, sensitivity: Sensitivity, phase: z.number() }),
  /** Periods elapsed, the first row's included. */
  period: z.number(),
  /** Periods since the newest value. */
  gap: z.number(),
  /** The newest value on the line, and the smallest difference seen there (null: none). */
  last: z.number().nullable(),
  unit: z.number().nullable(),
  held: z.array(Held),
  /** Null while values are held. */
  engine: Engine.nullable(),
});
export type FilterState = z.infer<typeof FilterState>;
