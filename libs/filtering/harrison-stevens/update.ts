import type { Probabilities } from '#libs/contracts';
import { type FilterAssessment, type FilterInput, type FilterSettings, type Level, unknownSd } from '../filter.js';
import { collapse, normalised } from './collapse.js';
import { follow } from './event.js';
import { mixtureLevel, mixtureSlope, forecastOf, carryAll, scoreOf } from './mixture.js';
import { each, type Four, longestGap, model } from './model.js';
import { explain } from './pair.js';
import { begin, firstLevel, heldValues, scaleFloor } from './start.js';
import type { Component, FilterState } from './state.js';
import { tell } from './tell.js';
import { withinLimits } from './limits.js';
import { leastScale, smallestDifference } from '../unit.js';

interface Updated {
  state: FilterState;
  assessment: FilterAssessment;
}

/** A value of this size or more cannot be reckoned with (its square's square would overflow) and counts as missing. */
const absurd = 1e60;
/** So little coverage counts as this much. */
const leastWeight = 1e-6;
const nothing: Level = { mean: 0, sd: unknownSd };
const priors: Four<number> = each(model, ({ prior }) => prior);

/** The state before the first row. */
export function start(settings: FilterSettings): FilterState {
  return {
    settings,
    period: 0,
    last: null,
    unit: null,
    gap: 0,
    held: [],
    components: null,
    event: null,
  };
}

/**
 * The multi-process filter of Harrison & Stevens (1971, 1976), letters as in West & Harrison (1997) ch. 12: one row in, the
 * next state and what is to be said of the row out. The forecast is that of the steady branch, made before the value is seen;
 * before any value it is 0 with `unknownSd`. The first ten values are held (see `firstLevel`), then replayed; meanwhile the
 * probabilities are the priors and nothing is told. A missing value (null) is a row with a forecast and no deviation.
 */
export function update(state: FilterState, input: FilterInput): Updated {
  const elapsed = Math.max(1, Math.round(input.elapsed));
  const weight = Math.min(1, Math.max(leastWeight, input.weight));
  const value = input.value !== null && Math.abs(input.value) < absurd ? input.value + 0 : null;
  if (value === null) return missing(state, elapsed);
  const row = { elapsed, value, weight };
  return isRunning(state) ? digest(state, row) : hold(state, row);
}

/** The posterior of the level, over all explanations; null before the first value. */
export function levelOf({ components, held, unit }: FilterState): Level | null {
  return components ? mixtureLevel(components) : firstLevel(held, unit);
}

type Row = FilterInput & { value: number };
/** The state with its mixture, once values are no longer held. */
type Running = FilterState & { components: Four<Component> };

/** The state after so many periods without a value; an open event's witnesses wait with it. */
function waited(state: Running, periods: number): Running {
  if (periods === 0) return state;
  const { event, gap } = state;
  return {
    ...state,
    gap: Math.min(longestGap, gap + periods),
    components: carryAll(state.components, periods, gap),
    event: event && { ...event, witnesses: carryAll(event.witnesses, periods, gap) },
  };
}

function missing(before: FilterState, elapsed: number): Updated {
  const period = before.period + elapsed;
  if (!isRunning(before)) {
    const after = { ...before, period, gap: before.gap + elapsed };
    return { state: after, assessment: plain(after, before, priors) };
  }
  const after = { ...waited(before, elapsed), period };
  const probabilities = normalised(each(after.components, ({ logP }) => logP));
  const forecast = forecastOf(waited(before, elapsed - 1).components, 1);
  return { state: after, assessment: { ...plain(after, after, probabilities), forecast: limited(after, forecast) } };
}

function hold(before: FilterState, { elapsed, value, weight }: Row): Updated {
  const unit = smallestDifference(before.unit, before.last, value);
  const held = [...before.held, { elapsed: elapsed + before.gap, value, weight }];
  const enough = held.length >= heldValues;
  const components = enough ? begin(held, unit) : null;
  const after = {
    ...before,
    period: before.period + elapsed,
    last: value,
    unit,
    gap: 0,
    held: enough ? [] : held,
    components,
  };
  return { state: after, assessment: plain(after, before, priors) };
}

function digest(before: Running, { elapsed, value, weight }: Row): Updated {
  const period = before.period + elapsed;
  const unit = smallestDifference(before.unit, before.last, value);
  const waiting = waited(before, elapsed - 1);
  const components = before.unit === null && unit !== null ? rescaled(waiting.components, unit) : waiting.components;
  const seen = { value, noise: 1 / weight };
  const pairs = each(components, (component) => explain(component, seen));
  const collapsed = collapse(pairs, scaleFloor(value, unit));
  const expected = forecastOf(components, seen.noise);
  const occasion = {
    period,
    value,
    expected: expected.mean,
    sd: expected.sd,
    levelBefore: mixtureLevel(components).mean,
    slopeBefore: mixtureSlope(components),
  };
  const { event, news } = follow(waiting, { occasion, seen, collapsed });
  const after = {
    ...waiting,
    period,
    last: value,
    unit,
    gap: 0,
    components: collapsed.components,
    event,
  };
  const forecast = limited(before, forecastOf(waiting.components, seen.noise));
  const score = scoreOf(collapsed.logNow.steady);
  const deviation = news && tell(news);
  return { state: after, assessment: { ...plain(after, after, collapsed.now), forecast, score, deviation } };
}

/**
 * When two values differ for the first time, the scale that stood for "nothing known" gives way to less than the least that
 * they allow: after nothing but equal values the first other one is odd.
 */
function rescaled(components: Four<Component>, unit: number): Four<Component> {
  return each(components, (component) => ({ ...component, S: leastScale(unit) / 2 }));
}

/** What can be said without the explanations of a value: the belief before as a forecast, and the belief after. */
function plain(after: FilterState, before: FilterState, probabilities: Probabilities): FilterAssessment {
  const level = levelOf(after) ?? nothing;
  return {
    forecast: limited(after, levelOf(before) ?? nothing),
    level: level.mean,
    levelSd: level.sd,
    slope: after.components ? mixtureSlope(after.components) : 0,
    probabilities,
    score: 0,
    deviation: null,
  };
}

function limited({ settings }: FilterState, { mean, sd }: Level): Level {
  return { mean: withinLimits(settings.scale, mean), sd };
}

function isRunning(state: FilterState): state is Running {
  return state.components !== null;
}
