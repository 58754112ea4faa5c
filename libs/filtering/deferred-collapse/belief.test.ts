import { expect, test } from '@jest/globals';
import { nile } from '../nile.suite.js';
import { begin, beliefSize, C_MM, carry, learn, MU, spread, U } from './belief.js';

/** The local level model of the Nile: σ²_ε 15099, σ²_η 1469.1, start a = 0, P = 1e7 (Durbin & Koopman 2012, ch. 2). */
const S = 15_099;
const noise = { phi: 0, q: 1469.1 / S, qb: 0, slope: 0 };

interface Forecast {
  mean: number;
  sd: number;
  logDensity: number;
  gain: number;
}

function forecasts(): Forecast[] {
  const x = Array.from({ length: beliefSize }, () => 0);
  begin(x, 0, { level: 0, variance: 1e7 / S, noise });
  return nile.map((value, i) => {
    if (i > 0) carry(x, 0, noise, 1);
    const mean = (x[MU] ?? NaN) + (x[U] ?? NaN);
    const Q = spread(x, 0) + 1;
    const e = value - mean;
    const gain = (x[C_MM] ?? NaN) / Q;
    learn(x, 0, e / Q, 1 / Q);
    return { mean, sd: Math.sqrt(Q * S), logDensity: -0.5 * (Math.log(2 * Math.PI * Q * S) + (e * e) / (Q * S)), gain };
  });
}

test.each([
  [2, 1118.311, 177.889],
  [3, 1140.108, 156.405],
  [10, 1171.236, 143.652],
  [29, 1133.126, 143.528],
  [100, 819.637, 143.528],
])('the forecast of the Nile for year %d is that of the books', (year, mean, sd) => {
  const forecast = forecasts()[year - 1];
  expect(forecast?.mean).toBeCloseTo(mean, 2);
  expect(forecast?.sd).toBeCloseTo(sd, 2);
});

test('the steady gain and the likelihood of the Nile are those of the books', () => {
  const all = forecasts();
  expect(all.at(-1)?.gain).toBeCloseTo(0.267048, 5);
  expect(all.slice(1).reduce((sum, { logDensity }) => sum + logDensity, 0)).toBeCloseTo(-632.5442, 3);
});

test('carrying a belief seven periods at once or one after the other comes to the same', () => {
  const moving = { phi: 0.6, q: 0.1, qb: 0.01, slope: 1 };
  const [once, steps] = [0, 0].map(() => {
    const x = Array.from({ length: beliefSize }, () => 0);
    begin(x, 0, { level: 5, variance: 1, noise: moving });
    const Q = spread(x, 0) + 0.02;
    learn(x, 0, 2 / Q, 1 / Q);
    return x;
  });
  carry(once ?? [], 0, moving, 7);
  for (let i = 0; i < 7; i++) carry(steps ?? [], 0, moving, 1);
  once?.forEach((number, i) => expect(number).toBeCloseTo(steps?.[i] ?? NaN, 10));
});
