import { BETA0, BORN, KIND, merge, MU0, PEAK, size, W } from './hypotheses.js';

const { floor, max } = Math;

/** A birth is in question for so many periods; then, or when it has become this improbable, it goes into the base. */
const inQuestion = 64;
const leastWeight = 1e-7;

/** Births of this age are told apart by groups of 2 to this power periods. */
function coarsenessOf(age: number): number {
  if (age < 6) return 0;
  if (age < 12) return 1;
  if (age < 24) return 2;
  return age < 40 ? 3 : 4;
}

/** The group that a hypothesis was put in last, of each kind: where it lies, and which births it is for. */
interface Group {
  at: number;
  coarseness: number;
  number: number;
}

/** Pools hypotheses of neighbouring births as they age, and lets the old and the improbable go into the base. Changes x. */
export function thin(x: number[], period: number, S: number): void {
  const groups: (Group | undefined)[] = [];
  let end = size;
  for (let at = size; at < x.length; at += size) {
    const age = period - x[at + BORN]!;
    if (age >= inQuestion || x[at + W]! < leastWeight) {
      merge(x, 0, at, S);
      continue;
    }
    const coarseness = coarsenessOf(age);
    const number = floor(x[at + BORN]! / 2 ** coarseness);
    const kind = x[at + KIND]!;
    const group = groups[kind];
    if (group?.number === number && group.coarseness === coarseness) join(x, group.at, at, S);
    else {
      groups[kind] = { at: end, coarseness, number };
      if (end < at) for (let i = 0; i < size; i++) x[end + i] = x[at + i]!;
      x[end + PEAK] = max(x[end + PEAK]!, x[end + W]!);
      end += size;
    }
  }
  x.length = end;
}

/** Pools a hypothesis with those of a group, which bears the name of the one that has weighed most. */
function join(x: number[], to: number, at: number, S: number): void {
  const peak = max(x[at + PEAK]!, x[at + W]!);
  merge(x, to, at, S);
  if (peak <= x[to + PEAK]!) return;
  x[to + BORN] = x[at + BORN]!;
  x[to + MU0] = x[at + MU0]!;
  x[to + BETA0] = x[at + BETA0]!;
  x[to + PEAK] = peak;
}
