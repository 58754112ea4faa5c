import { type Level, unknownSd } from '../filter.js';
import { collapse } from './collapse.js';
import { each, type Four, model } from './model.js';
import { carry, explain } from './pair.js';
import type { Component, Held } from './state.js';
import { median, robustSd } from '../robust.js';
import { flatScale, leastScale } from '../unit.js';

/** So many values are held before the filter begins; nothing is told in them. */
export const heldValues = 10;

/** The degrees of freedom that the scale of the held values is credited with. */
const firstFreedom = 3;

/**
 * What is believed of the level while values are held: nothing (null) before the first, then their median, three times as
 * uncertain as their spread, and as uncertain as the value is large while all are equal.
 */
export function firstLevel(held: readonly Held[], unit: number | null): Level | null {
  if (held.length === 0) return null;
  const values = held.map(({ value }) => value);
  const mean = median(values);
  if (held.length === 1) return { mean, sd: unknownSd };
  return { mean, sd: unit === null ? 100 * Math.sqrt(flatScale(mean)) : 3 * Math.sqrt(firstScale(values, unit)) };
}

/** Begins with the median of the first five values and a robust scale, and replays all that were held. */
export function begin(held: readonly Held[], unit: number | null): Four<Component> {
  const values = held.map(({ value }) => value);
  const mu = median(values.slice(0, 5));
  const S = firstScale(values, unit);
  const first = { mu, beta: 0, c11: 1, c12: 0, c22: 0.01, n: firstFreedom, S };
  const components = each(model, ({ logPrior }) => ({ ...first, logP: logPrior }));
  return held.reduce((before, { elapsed, value, weight }) => {
    const pairs = each(before, (one) => explain(carry(one, elapsed - 1), { value, noise: 1 / weight }));
    return collapse(pairs, scaleFloor(mu, unit)).components;
  }, components);
}

/** The least scale of a component, whether two values have differed yet or not. */
export function scaleFloor(value: number, unit: number | null): number {
  return unit === null ? flatScale(value) : leastScale(unit);
}

function firstScale(values: readonly number[], unit: number | null): number {
  return Math.max(robustSd(values) ** 2, scaleFloor(median(values), unit));
}
