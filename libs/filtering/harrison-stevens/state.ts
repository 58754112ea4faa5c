import { Cadence, DeviationKind, Scale, Sensitivity } from '#libs/contracts';
import { z } from 'zod';

/**
 * One explanation of the newest value: its log probability, the estimate m = (mu, beta) of level and slope, its covariance C
 * in units of the scale (so the variance of the level is S·c11), and the scale S with its degrees of freedom n.
 */
const Component = z.object({
  logP: z.number(),
  mu: z.number(),
  beta: z.number(),
  c11: z.number(),
  c12: z.number(),
  c22: z.number(),
  n: z.number(),
  S: z.number(),
});
export type Component = z.infer<typeof Component>;

const Components = z.object({ steady: Component, transient: Component, step: Component, slope: Component });

/** A value that is kept until there are enough to begin with, and how many periods it came after the one before. */
const Held = z.object({ elapsed: z.number(), value: z.number(), weight: z.number() });
export type Held = z.infer<typeof Held>;

/** What was believed at one row: what an event that begins there is measured against. `slopeBefore` is per period. */
const Occasion = z.object({
  period: z.number(),
  value: z.number(),
  expected: z.number(),
  sd: z.number(),
  levelBefore: z.number(),
  slopeBefore: z.number(),
});
export type Occasion = z.infer<typeof Occasion>;

/**
 * An odd row that is watched or, once `told`, a deviation that is not settled yet; `heard` values came after its onset. Each
 * witness took its own explanation of the onset for granted and the values since as steady; their log probabilities say which
 * of them was right.
 */
const OpenEvent = z.object({
  occasion: Occasion,
  kind: DeviationKind,
  told: z.boolean(),
  heard: z.number(),
  witnesses: Components,
});
export type OpenEvent = z.infer<typeof OpenEvent>;

/** All that the filter knows of a series, as plain data that JSON keeps whole. */
export const FilterState = z.object({
  settings: z.object({ cadence: Cadence.nullable(), scale: Scale, sensitivity: Sensitivity }),
  /** Periods elapsed, the first row's included. */
  period: z.number(),
  /** The newest value, and the smallest difference seen (null: none). */
  last: z.number().nullable(),
  unit: z.number().nullable(),
  /** Periods since the newest value. */
  gap: z.number(),
  /** The first values, until there are enough of them. */
  held: z.array(Held),
  /** The mixture; null while values are held. */
  components: Components.nullable(),
  event: OpenEvent.nullable(),
});
export type FilterState = z.infer<typeof FilterState>;
