import { beliefOf, bestOf, doubt, evidenceOf, hearBank, liftBank, scaleOf } from './bank.js';
import { baseOf, inSeason, type Running, seasonalOf, seasonNo } from './engine.js';
import { certain, lift } from './mixture.js';
import { noises } from './noise.js';
import { type Innovation, isKnown, learnSeason } from './season.js';
import { leastScaleOf } from './start.js';
import type { Engine, Variant } from './state.js';
import { nuOf } from './tails.js';

/** Evidence for a season is slow, so it is kept long; a season that fares badly is not held to that for ever. */
const keep = 0.998;
const worst = { simpler: -10, richer: -6 };
/** A season is taken, or another one, when the log evidence speaks for it by so much. */
const seasonLead = 3;
/** A noise without drift is taken sooner than one with: drift can explain changes away. */
const noiseLead = { steady: 0.5, drifting: 3 };
/** After a change of noise or season the scale rests on at most so many values. */
const trusted = 50;

/** What the evidence for noises counts for that was gathered while their season was being learned. */
const whileLearned = 0.3;

/** A value and how the mixture took it: what its season learns from, and what the other variants are held against. */
interface Hearing {
  y: number;
  weight: number;
  by: Innovation & { logP: number };
}

/**
 * Lets the bank of every variant hear a value, and its season learn: that of the variant in force from what the mixture expected.
 * Changes the engine.
 */
export function hearVariants(state: Running, hearing: Hearing): void {
  const { variants, variant } = state.engine;
  const judged = variants.map((_, v) => isJudged(state, v));
  variants.forEach((other, v) => {
    const logP = hearVariant(state, v, judged[v]!, hearing);
    if (v === variant || !judged[v] || !judged[variant]) return;
    const floor = v < variant ? worst.simpler : worst.richer;
    other.advantage = Math.max(floor, keep * other.advantage + logP - hearing.by.logP);
  });
}

/** Whether a value of this period says something of a variant: not while its season is heard of for the first time. */
function isJudged(state: Running, v: number): boolean {
  const { engine, settings } = state;
  const season = seasonNo(settings.cadence, v);
  return season === null || isKnown(season, engine.variants[v]!.bins, inSeason(state));
}

/** One variant hears a value, which is evidence where it `counts`; returns the log density that its best member gave it. */
function hearVariant(state: Running, v: number, counts: boolean, { y, weight, by }: Hearing): number {
  const { engine, settings } = state;
  const { bank, bins } = engine.variants[v]!;
  const season = seasonNo(settings.cadence, v);
  const seasonal = seasonalOf(state, v);
  const sight = {
    value: y,
    weight,
    season: seasonal,
    least: leastScaleOf(state),
    nu: nuOf(engine),
    counts,
  };
  const taken = hearBank(bank, sight);
  if (season === null) return taken.logP;
  const inForce = v === engine.variant;
  const lifted = learnSeason(season, bins, inSeason(state), inForce ? by : taken);
  if (lifted !== 0) liftBank(bank, lifted);
  if (lifted !== 0 && inForce) lift(engine.mixture, lifted);
  return taken.logP;
}

/**
 * Takes another season or noise where the evidence speaks for it; another noise not while a change is in question, for drift would
 * explain it away. The mixture then begins anew with the belief of that member of the bank. Changes the engine.
 */
export function reconsider(state: Running): void {
  const { engine } = state;
  const variant = bestVariant(engine);
  const inQuestion = baseOf(engine) <= 0.5 || engine.change !== null;
  if (variant === engine.variant && inQuestion) return;
  const bank = engine.variants[variant]!.bank;
  const noise = bestOf(bank);
  if (variant === engine.variant && (noise === engine.noise || !leads(engine, bank, noise))) return;
  if (variant !== engine.variant) measureAgainst(engine.variants, variant);
  const { n, S } = scaleOf(bank, noise, leastScaleOf(state));
  engine.variant = variant;
  engine.noise = noise;
  engine.mixture = certain(beliefOf(bank, noise));
  engine.n = Math.min(trusted, n);
  engine.d = engine.n * S;
  engine.evidence = evidenceOf(bank, noise);
}

function bestVariant({ variants, variant }: Engine): number {
  let best = variant;
  variants.forEach(({ advantage }, v) => {
    const least = best === variant ? seasonLead : (variants[best]?.advantage ?? 0);
    if (v !== variant && advantage > least) best = v;
  });
  return best;
}

function leads({ evidence }: Engine, bank: number[], noise: number): boolean {
  const { phi = 0, q = 0, qb = 0, slope = 0 } = noises[noise] ?? {};
  const drifts = q > 1e-3 || qb > 1e-6 || slope > 1e-3 || phi > 0.7;
  return evidenceOf(bank, noise) > evidence + (drifts ? noiseLead.drifting : noiseLead.steady);
}

/** Takes the advantages over another variant than before. Changes the variants. */
function measureAgainst(variants: readonly Variant[], inForce: number): void {
  const lead = variants[inForce]!.advantage;
  doubt(variants[inForce]!.bank, whileLearned);
  variants.forEach((variant, v) => {
    variant.advantage = v === inForce ? 0 : Math.min(-2, variant.advantage - lead);
  });
}
