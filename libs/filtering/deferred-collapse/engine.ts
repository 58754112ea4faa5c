import { carryBank } from './bank.js';
import { W } from './hypotheses.js';
import { carryAll } from './mixture.js';
import { type Noise, noises } from './noise.js';
import { copiedRanking } from './ranking.js';
import { noSeason, type Seasonal, seasonalAt } from './season.js';
import { type Season, seasonsOf } from './seasons.js';
import type { Engine, FilterState } from './state.js';

/** A state whose filter runs. */
export type Running = FilterState & { engine: Engine };

/** The noise in force. */
export function noiseOf({ noise }: Engine): Noise {
  const found = noises[noise];
  if (!found) throw new Error(`There is no noise ${noise}.`);
  return found;
}

/** The scale S of the mixture, not less than `least`. */
export function scaleOf({ n, d }: Engine, least: number): number {
  return Math.max(least, d / n);
}

/** A copy of the state whose engine shares nothing with it: a row works on a copy, and may change it. */
export function copiedState({ settings, period, gap, last, unit, held, engine }: FilterState): FilterState {
  return { settings, period, gap, last, unit, held, engine: engine && copied(engine) };
}

function copied(engine: Engine): Engine {
  const copy = { ...engine };
  copy.variants = engine.variants.map(({ bins, bank, advantage }) => ({
    bins: bins.slice(),
    bank: bank.slice(),
    advantage,
  }));
  copy.mixture = engine.mixture.slice();
  copy.tails = engine.tails.slice();
  copy.ranking = copiedRanking(engine.ranking);
  return copy;
}

/** Carries the engine k periods on. Changes it. */
export function carryEngine(engine: Engine, k: number): void {
  if (k === 0) return;
  for (const { bank } of engine.variants) carryBank(bank, k);
  carryAll(engine.mixture, noiseOf(engine), k);
}

/** The state's period as seasons count it: from the beginning of a week, where that is known. */
export function inSeason({ settings, period }: FilterState): number {
  return period + settings.phase;
}

/** What a variant's season adds in the state's period. */
export function seasonalOf(state: Running, variant: number): Seasonal {
  const { engine, settings } = state;
  const season = seasonNo(settings.cadence, variant);
  const bins = engine.variants[variant]?.bins;
  return season && bins ? seasonalAt(season, bins, inSeason(state)) : noSeason;
}

/** The season of a variant; null for the first, which has none. */
export function seasonNo(cadence: FilterState['settings']['cadence'], variant: number): Season | null {
  return seasonsOf(cadence)[variant - 1] ?? null;
}

/** The weight of the hypothesis that nothing has changed. */
export function baseOf({ mixture }: Engine): number {
  return mixture[W] ?? 1;
}
