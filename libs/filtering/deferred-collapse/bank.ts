import { begin, beliefSize, carry, C_MM, learn, MU, spread, U } from './belief.js';
import { blank, explain, lens, turn } from './explain.js';
import { noises, ownVariance, usualVariance } from './noise.js';
import type { Seasonal } from './season.js';
import { zeros } from './numbers.js';

const { max, min } = Math;

/** A member of the bank is a belief under its own noise, with the scale S = d / n that it has learned and its log evidence. */
const N = beliefSize;
const D = N + 1;
const EVIDENCE = N + 2;
const size = N + 3;

/** What is older than some hundreds of values counts for little, in scales and in evidence. */
export const memory = 0.997;
/** The values that the first scale is credited with. */
export const firstFreedom = 3;

/** The noise bank: one robust filter a noise, all of one level. */
export function newBank(level: number, S: number): number[] {
  const bank = zeros(noises.length * size);
  noises.forEach((noise, i) => {
    begin(bank, i * size, { level, variance: 1, noise });
    bank[i * size + N] = firstFreedom;
    bank[i * size + D] = firstFreedom * S;
  });
  return bank;
}

/** Carries all members k periods on. Changes the bank. */
export function carryBank(bank: number[], k: number): void {
  for (let i = 0; i < noises.length; i++) carry(bank, i * size, noises[i]!, k);
}

/** A value as the bank sees it: `least` is the least that a scale can be, `nu` the tails; only what `counts` is evidence. */
export interface Sight {
  value: number;
  weight: number;
  season: Seasonal;
  least: number;
  nu: number;
  counts: boolean;
}

/** How the best member so far took a value. */
export interface Taken {
  logP: number;
  e: number;
  Q: number;
  S: number;
}

/** Where each member in turn works, written anew for each: its lens, what it found, and how it took the value. */
const through = lens(NaN, NaN, { freedom: NaN, nu: NaN });
const one = blank();
const member: Taken = { logP: NaN, e: NaN, Q: NaN, S: NaN };

/** Every member learns from a value; returns how the best of them, by the evidence before it, took it. Changes the bank. */
export function hearBank(bank: number[], sight: Sight): Taken {
  const best = bestOf(bank);
  const taken: Taken = { logP: NaN, e: NaN, Q: NaN, S: NaN };
  through.nu = sight.nu;
  for (let i = 0; i < noises.length; i++) {
    hearMember(bank, i, sight);
    if (i !== best) continue;
    taken.logP = member.logP;
    taken.e = member.e;
    taken.Q = member.Q;
    taken.S = member.S;
  }
  return taken;
}

function hearMember(bank: number[], i: number, sight: Sight): void {
  const at = i * size;
  const noise = noises[i]!;
  const n = bank[at + N]!;
  const S = max(sight.least, bank[at + D]! / n);
  const usual = spread(bank, at) + ownVariance(noise, 1);
  const e = sight.value - sight.season.mean - bank[at + MU]! - bank[at + U]!;
  const Q = usual + 1 / sight.weight - 1 + sight.season.variance;
  turn(through, S, min(usual, usualVariance(noise)), n);
  explain(e, Q, through, one);
  learn(bank, at, (e * one.g) / Q, one.h / Q);
  bank[at + N] = memory * n + one.values;
  bank[at + D] = memory * bank[at + D]! + one.squares;
  bank[at + EVIDENCE] = memory * bank[at + EVIDENCE]! + (sight.counts ? one.logP : 0);
  member.logP = one.logP;
  member.e = e;
  member.Q = Q;
  member.S = S;
}

/** The member with the most evidence. */
export function bestOf(bank: number[]): number {
  let best = 0;
  for (let i = 1; i < noises.length; i++) if (evidenceOf(bank, i) > evidenceOf(bank, best)) best = i;
  return best;
}

export function evidenceOf(bank: number[], i: number): number {
  return bank[i * size + EVIDENCE]!;
}

/** Evidence gathered while a season was being learned counts for less once it is in force. Changes the bank. */
export function doubt(bank: number[], kept: number): void {
  const most = evidenceOf(bank, bestOf(bank));
  for (let at = EVIDENCE; at < bank.length; at += size) bank[at] = most + kept * (bank[at]! - most);
}

/** The belief of a member. */
export function beliefOf(bank: number[], i: number): number[] {
  return bank.slice(i * size, i * size + beliefSize);
}

/** The scale of a member and how many values it rests on. */
export function scaleOf(bank: number[], i: number, least: number): { n: number; S: number } {
  const n = bank[i * size + N]!;
  return { n, S: max(least, bank[i * size + D]! / n) };
}

/** All scales are so many times as large. Changes the bank. */
export function rescale(bank: number[], by: number): void {
  for (let at = D; at < bank.length; at += size) bank[at]! *= by;
}

/** Another zero of the series. Changes the bank. */
export function liftBank(bank: number[], by: number): void {
  for (let at = MU; at < bank.length; at += size) bank[at]! += by;
}

/** Members that hardly drift take over a level that has been found otherwise. Changes the bank. */
export function settleAt(bank: number[], level: number, variance: number): void {
  noises.forEach(({ q }, i) => {
    if (q >= 0.1) return;
    bank[i * size + MU] = level;
    bank[i * size + C_MM] = variance;
  });
}
