import { zeros } from './numbers.js';
import { beliefSize, BETA, C_BB, C_MB, C_MM, carry, learn, MU, spread, U } from './belief.js';
import { blank, explain, type Lens } from './explain.js';
import { BASE, BETA0, BORN, type Change, KIND, mergeFrom, MU0, PEAK, size, SLOPE, STEP, W } from './hypotheses.js';
import type { Noise } from './noise.js';

const { exp, log, max, min } = Math;

/**
 * How probable it is that a change begins in a period, and how wide its size is believed to lie: variances in units of Q. The
 * leap, a step of any size, is left out where the value lies within `from` squared sd: it would weigh nothing there.
 */
const births = [
  { kind: STEP, chance: 0.003, width: 5, from: 0 },
  { kind: SLOPE, chance: 0.001, width: 0.025, from: 0 },
  { kind: STEP, chance: 0.0003, width: 2500, from: 12 },
] as const;
/** A change may have begun in a gap; it is given at most so many periods' chance. */
const mostPeriods = 10;

/** The mixture that knows a single belief. */
export function certain(belief: readonly number[]): number[] {
  const x = zeros(size);
  for (let i = 0; i < beliefSize; i++) x[i] = belief[i]!;
  x[W] = 1;
  x[KIND] = BASE;
  return x;
}

/** Carries all hypotheses k periods on, and what each would have been without its change. Changes x. */
export function carryAll(x: number[], noise: Noise, k: number): void {
  for (let at = 0; at < x.length; at += size) {
    carry(x, at, noise, k);
    x[at + MU0]! += k * x[at + BETA0]!;
  }
}

/** Mean and covariance of the mixture, or of its hypotheses of one kind, as of one belief; the weight comes after them. */
export function pooled(x: number[], S: number, kind?: Change): number[] {
  const pool = zeros(size);
  for (let at = 0; at < x.length; at += size) {
    if (kind === undefined || x[at + KIND] === kind) mergeFrom(x, at, S, { x: pool, to: 0 });
  }
  return pool;
}

/** Where births are given: in which period, of which Q, at a value so many squared sd out; `chance` is 1, or less at first. */
interface Occasion {
  period: number;
  Q: number;
  out: number;
  chance: number;
}

/** Adds the births of a step and of a slope out of the pooled mixture. Changes x. */
export function giveBirth(x: number[], pool: number[], at: Occasion): void {
  const given = min(mostPeriods, at.chance);
  let kept = 1;
  for (const birth of births) kept -= given * birth.chance;
  for (let h = W; h < x.length; h += size) x[h]! *= kept;
  for (const { kind, chance, width, from } of births) {
    if (at.out < from) continue;
    const h = x.length;
    for (let i = 0; i < size; i++) x.push(pool[i]!);
    x[h + W] = given * chance;
    x[h + PEAK] = given * chance;
    x[h + KIND] = kind;
    x[h + BORN] = at.period;
    x[h + MU0] = pool[MU]!;
    x[h + BETA0] = pool[BETA]!;
    x[h + C_MM]! += width * at.Q;
    if (kind === STEP) continue;
    x[h + C_MB]! += width * at.Q;
    x[h + C_BB]! += width * at.Q;
  }
}

/** What a value has told the mixture: its log evidence, and the rest of `Explained` averaged over the hypotheses. */
export interface Heard {
  logP: number;
  r: number;
  values: number;
  squares: number;
}

/** What each hypothesis found of a value, four numbers each (logP, r, values, squares), written anew by each `hear`. */
let found = new Float64Array(1024);
const one = blank();

/** Lets every hypothesis explain a value, learn from it, and be weighed by how well it foresaw it. Changes x. */
export function hear(x: number[], y: number, own: number, through: Lens): Heard {
  if (found.length * size < 4 * x.length) found = new Float64Array(8 * x.length);
  let most = -Infinity;
  for (let at = 0, i = 0; at < x.length; at += size, i += 4) {
    const e = y - x[at + MU]! - x[at + U]!;
    const Q = spread(x, at) + own;
    explain(e, Q, through, one);
    learn(x, at, (e * one.g) / Q, one.h / Q);
    most = max(most, one.logP);
    found[i] = one.logP;
    found[i + 1] = one.r;
    found[i + 2] = one.values;
    found[i + 3] = one.squares;
  }
  return weigh(x, most);
}

/** Multiplies each weight by the density that the hypothesis gave the value, and makes them add up to 1. */
function weigh(x: number[], most: number): Heard {
  let [total, r, values, squares] = [0, 0, 0, 0];
  for (let at = W, i = 0; at < x.length; at += size, i += 4) {
    const p = x[at]! * exp(found[i]! - most);
    x[at] = p;
    total += p;
    r += p * found[i + 1]!;
    values += p * found[i + 2]!;
    squares += p * found[i + 3]!;
  }
  for (let at = W; at < x.length; at += size) x[at]! /= total;
  return { logP: most + log(total), r: r / total, values: values / total, squares: squares / total };
}

/** The log odds that something has changed. */
export function logOdds(x: readonly number[]): number {
  const base = x[W]!;
  return log(max(1e-12, 1 - base) / max(1e-12, base));
}

/** How probable it is that the level has stepped or the trend has bent, going by births at least so old. */
export function changesOf(x: number[], period: number, leastAge = 0): { step: number; slope: number } {
  const found = { step: 0, slope: 0 };
  for (let at = size; at < x.length; at += size) {
    if (period - x[at + BORN]! < leastAge) continue;
    if (x[at + KIND] === STEP) found.step += x[at + W]!;
    else found.slope += x[at + W]!;
  }
  return found;
}

/** The most probable birth of a kind: when, what level and slope it believes in, and what they would be without the change. */
export interface Birth {
  period: number;
  mu: number;
  beta: number;
  mu0: number;
  beta0: number;
}

/** The birth of a kind that has, or had before it was pooled, the greatest weight; null where there is none. */
export function likeliest(x: number[], kind: Change): Birth | null {
  let best = 0;
  for (let at = size; at < x.length; at += size) {
    if (x[at + KIND] === kind && (best === 0 || x[at + W]! > x[best + W]!)) best = at;
  }
  if (best === 0) return null;
  return {
    period: x[best + BORN]!,
    mu: x[best + MU]!,
    beta: x[best + BETA]!,
    mu0: x[best + MU0]!,
    beta0: x[best + BETA0]!,
  };
}

/** Another zero of the series: all levels lie that much higher. Changes x. */
export function lift(x: number[], by: number): void {
  for (let at = 0; at < x.length; at += size) {
    x[at + MU]! += by;
    x[at + MU0]! += by;
  }
}
