import { memory, rescale } from './bank.js';
import { spread } from './belief.js';
import { noiseOf, type Running, scaleOf } from './engine.js';
import type { Expectation } from './expect.js';
import { lens } from './explain.js';
import { giveBirth, hear } from './mixture.js';
import { ownVariance, usualVariance } from './noise.js';
import { patience } from './seasons.js';
import { leastScaleOf } from './start.js';
import type { Engine } from './state.js';
import { chooseTail, hearTails, nuOf } from './tails.js';
import { hearVariants } from './variants.js';

/** Among so many first values no change begins. */
const valuesWithoutBirths = 12;

/** A value on the line, its coverage, and the periods since the value before. */
export interface Value {
  y: number;
  weight: number;
  waited: number;
}

/** How odd a value was: what was expected of it, by how much it differed, and the probability that it is an outlier. */
export interface Heard {
  expected: Expectation;
  e: number;
  r: number;
}

/** The engine hears a value of the state's period. Changes it. */
export function hearValue(state: Running, expected: Expectation, { y, weight, waited }: Value): Heard {
  const { engine, period, settings } = state;
  const { Q, own, seasonal, pool } = expected;
  const e = y - expected.mean;
  const noise = noiseOf(engine);
  const usual = Math.min(spread(engine.mixture, 0) + ownVariance(noise, 1), usualVariance(noise));
  hearTails(engine.tails, e, Q, { usual, least: leastScaleOf(state) });
  retail(engine);
  if (engine.values >= valuesWithoutBirths && waited > 0) {
    const chance = waited * patience(settings.cadence, engine.variant, engine.values);
    giveBirth(engine.mixture, pool, { period, Q: usual, out: (e * e) / (Q * expected.S), chance });
  }
  const through = lens(scaleOf(engine, leastScaleOf(state)), usual, { freedom: engine.n, nu: nuOf(engine) });
  const heard = hear(engine.mixture, y - seasonal.mean, own, through);
  engine.n = memory * engine.n + heard.values;
  engine.d = memory * engine.d + heard.squares;
  engine.evidence = memory * engine.evidence + heard.logP;
  engine.values += 1;
  hearVariants(state, { y, weight, by: { e, Q, S: expected.S, logP: heard.logP } });
  return { expected, e, r: heard.r };
}

/** Puts the engine under the tails that the innovations speak for. Changes it. */
function retail(engine: Engine): void {
  const { tail, rescale: by } = chooseTail(engine.tails, engine.tail);
  if (tail === engine.tail) return;
  for (const { bank } of engine.variants) rescale(bank, by);
  engine.d *= by;
  engine.tail = tail;
}
