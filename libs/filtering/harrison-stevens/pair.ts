import { drift, each, type Four, memory, model, mostSurprise, type Presumption } from './model.js';
import type { Component } from './state.js';
import { logStudent } from './student.js';

/** A value as the filter sees it: `noise` is 1 / weight, the factor on the variance of the observation. */
export interface Seen {
  value: number;
  noise: number;
}

/** What `before` leads to expect of the next value if `j` explains it: f and, in units of S, Q, with a and R behind them. */
function expectation(before: Component, { A, m, b }: Presumption, noise: number) {
  const r22 = before.c22 + b;
  const r12 = before.c12 + before.c22 + b;
  const r11 = before.c11 + 2 * before.c12 + before.c22 + m + b;
  const obs = A * noise;
  return { f: before.mu + before.beta, r11, r12, r22, obs, Q: r11 + obs };
}

/** The forecast of the next value from one component, if it is going to be a steady one: mean and variance, in units. */
export function steadyForecast(before: Component, noise: number): { mean: number; variance: number } {
  const { f, Q } = expectation(before, model.steady, noise);
  return { mean: f, variance: Q * before.S };
}

/**
 * `before`, then j: the update of West & Harrison ch. 12 for one pair (i, j). The log probability of the result is that of
 * the pair together with the value, not yet normalised.
 */
function updatePair(before: Component, j: Presumption, { value, noise }: Seen): Component {
  const { f, r11, r12, r22, obs, Q } = expectation(before, j, noise);
  const e = value - f;
  const squared = (e * e) / before.S;
  const n = memory * before.n + 1;
  return {
    logP: before.logP + j.logPrior + logStudent(squared / Q, before.n, Q * before.S),
    mu: f + (r11 / Q) * e,
    beta: before.beta + (r12 / Q) * e,
    // R − K K' Q with K = (r11, r12) / Q, written so that nothing cancels where obs is small
    c11: (r11 * obs) / Q,
    c12: (r12 * obs) / Q,
    c22: Math.max(0, r22 - (r12 * r12) / Q),
    n,
    S: (before.S * (memory * before.n + Math.min(squared / (r11 + j.lesson * noise), mostSurprise))) / n,
  };
}

/** All four continuations of one component by a value. */
export function explain(before: Component, seen: Seen): Four<Component> {
  return each(model, (j) => updatePair(before, j, seen));
}

/** Carries a component over `periods` without a value, G and the expected W each time, in closed form. */
export function carry(before: Component, periods: number): Component {
  const k = periods;
  if (k <= 0) return before;
  const { c11, c12, c22 } = before;
  return {
    ...before,
    mu: before.mu + k * before.beta,
    c11: c11 + 2 * k * c12 + k * k * c22 + k * drift.level + (drift.slope * k * (k + 1) * (2 * k + 1)) / 6,
    c12: c12 + k * c22 + (drift.slope * k * (k + 1)) / 2,
    c22: c22 + k * drift.slope,
  };
}
