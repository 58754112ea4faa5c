import type { FilterInput } from '#libs/filtering';
import type { Noise, Push } from './noises.js';
import { randomFrom, seedOf } from './random.js';

/** What changes in a series: a step in sd, a slope in sd a row, or one value by so many sd. */
export interface Change {
  kind: 'step' | 'slope' | 'transient';
  size: number;
}

/** How many rows a detector has to find a change; one not found counts as found in the last of them. */
export const window = 60;

/** The changes of the bench. */
export const changes: readonly Change[] = [
  ...[0.5, 1, 1.5, 2, 3].map((size) => ({ kind: 'step', size }) as const),
  ...[0.1, 0.2, 0.3].map((size) => ({ kind: 'slope', size }) as const),
  ...[4, 5, 6].map((size) => ({ kind: 'transient', size }) as const),
];

/** A change as it is named in a cell, like "step-1.5". */
export function nameOf({ kind, size }: Change): string {
  return `${kind}-${size}`;
}

/** Up and down by turns, but always up where the scale has no room below. */
export function directionOf({ kind, size }: Change, noise: Noise, repetition: number): 'up' | 'down' {
  const farthest = kind === 'slope' ? size * window : size;
  return repetition % 2 === 1 && farthest < noise.room ? 'down' : 'up';
}

const calm: Push = { level: 0, spike: 0 };

/** The rows of one repetition: the same whatever the change is, until it comes. */
export function seriesOf(noise: Noise, repetition: number, length: number, change?: Change): FilterInput[] {
  const next = noise.begin(randomFrom(seedOf(noise.name, repetition)));
  const sign = change && directionOf(change, noise, repetition) === 'down' ? -1 : 1;
  return Array.from({ length }, (_, i) => {
    const since = i + 1 - noise.changeAt;
    return next(change === undefined || since < 0 ? calm : pushOf(change, since, sign));
  });
}

function pushOf({ kind, size }: Change, since: number, sign: number): Push {
  if (kind === 'transient') return { level: 0, spike: since === 0 ? sign * size : 0 };
  return { level: sign * size * (kind === 'slope' ? since + 1 : 1), spike: 0 };
}
