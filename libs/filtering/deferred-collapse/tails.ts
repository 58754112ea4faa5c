import { zeros } from './numbers.js';
import { firstFreedom, memory } from './bank.js';
import { blank, explain, lens } from './explain.js';

/** How heavy the tails of the noise may be: degrees of freedom of Student's t. */
const tails = [1e9, 8, 4, 2.5] as const;

/** For each of the tails: how many values its scale rests on, the sum of their squares, and the log evidence. */
const [N, D, EVIDENCE] = [0, 1, 2];
const size = 3;
/** Evidence for tails is rare, so it is kept longer than that for noises; a heavier tail begins behind, and takes over by as much. */
const keep = 0.998;
const lead = 2;

/** What is known of the tails at the start: a scale, and that light ones are likelier. */
export function newTails(S: number): number[] {
  const x = zeros(size * tails.length);
  tails.forEach((_, i) => {
    x[i * size + N] = firstFreedom;
    x[i * size + D] = firstFreedom * S;
    x[i * size + EVIDENCE] = -i;
  });
  return x;
}

/** Lets each of the tails explain an innovation e of variance Q (units of S). Changes x. */
export function hearTails(x: number[], e: number, Q: number, at: { usual: number; least: number }): void {
  const one = blank();
  tails.forEach((nu, i) => {
    const from = i * size;
    const freedom = x[from + N]!;
    explain(e, Q, lens(Math.max(at.least, x[from + D]! / freedom), at.usual, { freedom, nu }), one);
    x[from + N] = memory * freedom + one.values;
    x[from + D] = memory * x[from + D]! + one.squares;
    x[from + EVIDENCE] = keep * x[from + EVIDENCE]! + one.logP;
  });
}

/** Which tails to go by, and by how much that changes the scale. */
export function chooseTail(x: number[], now: number): { tail: number; rescale: number } {
  let tail = now;
  tails.forEach((_, i) => {
    const ahead = x[i * size + EVIDENCE]! - x[tail * size + EVIDENCE]!;
    if (ahead > (tail === now ? lead : 0)) tail = i;
  });
  const scale = (i: number) => x[i * size + D]! / x[i * size + N]!;
  return { tail, rescale: tail === now || !(scale(now) > 0) ? 1 : scale(tail) / scale(now) };
}

/** The degrees of freedom of the tails in force. */
export function nuOf({ tail }: { tail: number }): number {
  return tails[tail] ?? tails[0];
}

/** By how much tails make the variance of a value exceed its squared scale; where it is infinite or nearly so, 2 stands for it. */
export function excess(tail: number): number {
  const nu = nuOf({ tail });
  return Math.min(2, nu / (nu - 2));
}
