import type { Level } from '../filter.js';
import { each, type Four, list, longestGap, model } from './model.js';
import { carry, steadyForecast } from './pair.js';
import type { Component } from './state.js';

/** The level over all explanations: mean and sd of the mixture. */
export function mixtureLevel(components: Four<Component>): Level {
  return moments(components, ({ mu, c11, S }) => ({ mean: mu, variance: c11 * S }));
}

/** The slope over all explanations, per period. */
export function mixtureSlope(components: Four<Component>): number {
  return list(components).reduce((sum, { logP, beta }) => sum + Math.exp(logP) * beta, 0);
}

/** The forecast of the next value: if it is a steady one, whatever explained the value before. */
export function forecastOf(components: Four<Component>, noise: number): Level {
  return moments(components, (before) => steadyForecast(before, noise));
}

/** Carries all components over periods without a value; `gap` such periods have passed already, and beyond 100 nothing fades. */
export function carryAll(components: Four<Component>, periods: number, gap: number): Four<Component> {
  const more = Math.min(periods, longestGap - gap);
  return each(components, (component) => carry(component, more));
}

/** Strangeness for ranking, 0…1: x/(x + 3), x the fall of ln P(steady) below its prior. It goes on rising where P is 0. */
export function scoreOf(logSteady: number): number {
  const x = Math.max(0, model.steady.logPrior - logSteady);
  return x / (x + 3);
}

function moments(components: Four<Component>, of: (component: Component) => { mean: number; variance: number }): Level {
  let mean = 0;
  let square = 0;
  const parts = list(components).map((component) => ({ p: Math.exp(component.logP), one: of(component) }));
  for (const { p, one } of parts) mean += p * one.mean;
  for (const { p, one } of parts) square += p * (one.variance + (one.mean - mean) ** 2);
  return { mean, sd: Math.sqrt(square) };
}
