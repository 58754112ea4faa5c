import type { Assessment, Cadence, Deviation, Scale, Sensitivity } from '#libs/contracts';

/**
 * What a filter is told of an indicator; all else it learns. The cadence says which seasons there may be (null: unknown).
 * `phase` is how many periods of its week had gone by before the first row, where the cadence is a part of a day: so days begin at
 * midnight; 0 if it is left out. Which direction is good changes nothing in what is estimated: it belongs to whoever hears of it.
 */
export interface FilterSettings {
  cadence: Cadence | null;
  scale: Scale;
  sensitivity: Sensitivity;
  phase?: number;
}

/**
 * One row: `elapsed` whole periods since the row before (the first row: 1), the value or null where it is missing, and its
 * `weight` in (0, 1], the coverage, which divides the variance of the observation. `of` belongs to a fraction k of n: its n.
 */
export interface FilterInput {
  elapsed: number;
  value: number | null;
  weight: number;
  of?: number;
}

/**
 * A deviation of the contracts, not yet in words, whose onset is a number: how many periods had elapsed at the onset's row (the
 * first row: 1).
 */
export type FilterDeviation = Omit<Deviation, 'onset' | 'sentence'> & { onset: number };

/** An assessment of the contracts, with its deviation's onset as a number of periods. */
export type FilterAssessment = Omit<Assessment, 'deviation'> & { deviation: FilterDeviation | null };

/** A belief about the level of the series, in units of the indicator. */
export interface Level {
  mean: number;
  sd: number;
}

/** The verbs that every filter has; `update` is pure, and whatever passes the contract suite may stand behind them. */
export interface Filter<State> {
  readonly version: string;
  readonly start: (settings: FilterSettings) => State;
  readonly update: (state: State, input: FilterInput) => { state: State; assessment: FilterAssessment };
  readonly levelOf: (state: State) => Level | null;
  readonly freeze: (state: State) => string;
  readonly thaw: (text: string, settings?: FilterSettings) => State | null;
}

/**
 * The standard deviation that stands for "nothing is known": before any value has come, level and forecast are 0 with this
 * sd. It is larger than any figure worth posting; a chart leaves a band out that is this wide.
 */
export const unknownSd = 1e15;
