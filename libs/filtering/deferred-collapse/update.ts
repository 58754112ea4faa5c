import { type FilterAssessment, type FilterInput, type Level, unknownSd } from '../filter.js';
import { figureOf, offLine, onLine, type Transform } from '../transform.js';
import { smallestDifference } from '../unit.js';
import { BETA, C_MM, MU } from './belief.js';
import { follow } from './follow.js';
import { carryEngine, copied, type Running, scaleOf } from './engine.js';
import { expectation } from './expect.js';
import { hearValue } from './hear.js';
import { changesOf, logOdds, pooled } from './mixture.js';
import { rank } from './ranking.js';
import { at, begun, heldValues, leastScaleOf, levelWhileHeld } from './start.js';
import type { FilterState, Held } from './state.js';
import { tell } from './tell.js';

interface Updated {
  state: FilterState;
  assessment: FilterAssessment;
}

/** A value of this size or more cannot be reckoned with (its square's square would overflow) and counts as missing. */
const absurd = 1e60;
const leastWeight = 1e-6;
/** After so many periods without a value nothing becomes more uncertain. */
const longestGap = 100;
const nothing: Level = { mean: 0, sd: unknownSd };
const unknown = { steady: 1, transient: 0, step: 0, slope: 0 };

/**
 * The multi-process filter with deferred collapse: one row in, the next state and what is to be said of the row out. The forecast
 * is made before the value is seen; before any value it is 0 with `unknownSd`. The first ten values are held, then replayed;
 * nothing is told in them. A missing value (null) is a row with a forecast and no deviation. `elapsed` 0 is another value of the
 * same period.
 */
export function update(before: FilterState, input: FilterInput): Updated {
  const elapsed = Math.max(before.period === 0 ? 1 : 0, Math.round(input.elapsed));
  const weight = Math.min(1, Math.max(leastWeight, input.weight));
  const value = input.value !== null && Math.abs(input.value) < absurd ? input.value + 0 : null;
  const state = { ...before, period: before.period + elapsed };
  if (!isRunning(before)) return hold(before, state, value === null ? null : { ...input, elapsed, value, weight });
  const waited = Math.min(longestGap, before.gap + elapsed) - Math.min(longestGap, before.gap);
  const engine = copied(before.engine);
  carryEngine(engine, waited);
  if (value === null) {
    const after = { ...state, gap: before.gap + elapsed, engine };
    return {
      state: after,
      assessment: { ...belief(after), forecast: figureOf(engine.transform, expectation(after, weight)) },
    };
  }
  return digest(
    { ...state, engine },
    { elapsed: before.gap + elapsed, value, weight, ...(input.of ? { of: input.of } : {}) },
  );
}

/** The posterior of the level, over all hypotheses, in units of the series; null before the first value. */
export function levelOf(state: FilterState): Level | null {
  if (!isRunning(state)) return levelWhileHeld(state);
  const S = scaleOf(state.engine, leastScaleOf(state));
  return levelIn(state.engine.transform, pooled(state.engine.mixture, S), S);
}

function levelIn(transform: Transform, pool: number[], S: number): Level {
  return figureOf(transform, { mean: pool[MU]!, sd: Math.sqrt(S * Math.max(0, pool[C_MM]!)) });
}

/** Hears a value; the engine of the state is the row's own. */
function digest(state: Running, row: Held): Updated {
  const { engine } = state;
  engine.transform = at(engine.transform, row.of);
  const y = onLine(engine.transform, row.value);
  const expected = expectation(state, row.weight);
  const unit = smallestDifference(state.unit, state.last, y);
  if (state.unit === null && unit !== null) engine.d = 0;
  const after: Running = { ...state, last: y, unit, gap: 0 };
  const heard = hearValue(after, expected, { y, weight: row.weight, waited: row.elapsed });
  const odds = logOdds(engine.mixture);
  const news = follow(after, heard);
  const score = rank(engine.ranking, heard, odds, state.settings.cadence);
  const deviation = news && tell(news, engine.transform);
  const forecast = figureOf(engine.transform, expected);
  return { state: after, assessment: { ...belief(after, heard.r), forecast, score, deviation } };
}

function hold(before: FilterState, state: FilterState, row: Held | null): Updated {
  const forecast = levelOf(before) ?? nothing;
  const gap = state.period - before.period + before.gap;
  const held = row ? [...before.held, { ...row, elapsed: gap }] : before.held;
  const waiting = { ...state, held, gap: row ? 0 : gap };
  const after = held.length < heldValues ? waiting : replayed(waiting);
  return { state: after, assessment: { ...belief(after), forecast } };
}

/** Begins with the held values and lets the filter hear them; nothing is told. */
function replayed(state: FilterState): FilterState {
  const { engine, unit } = begun(state.held, state.settings);
  const later = state.held.slice(1).reduce((sum, { elapsed }) => sum + elapsed, 0);
  const now: Running = { ...state, period: state.period - later, held: [], last: null, unit, engine };
  state.held.forEach(({ elapsed, value, weight, of }, i) => {
    if (i > 0) {
      now.period += elapsed;
      carryEngine(engine, Math.min(longestGap, elapsed));
    }
    engine.transform = at(engine.transform, of);
    now.last = onLine(engine.transform, value);
    hearValue(now, expectation(now, weight), { y: now.last, weight, waited: elapsed });
  });
  return now;
}

/** What can be said without a value: the belief in level and slope and the probabilities, an outlier's being r if there is no change. */
function belief(state: FilterState, r = 0): Omit<FilterAssessment, 'forecast'> {
  if (!isRunning(state)) {
    const level = levelOf(state) ?? nothing;
    return { level: level.mean, levelSd: level.sd, slope: 0, probabilities: unknown, score: 0, deviation: null };
  }
  const { transform, mixture } = state.engine;
  const S = scaleOf(state.engine, leastScaleOf(state));
  const pool = pooled(mixture, S);
  const level = levelIn(transform, pool, S);
  const { step, slope } = changesOf(mixture, state.period);
  const calm = Math.max(0, 1 - step - slope);
  const probabilities = { steady: calm * (1 - r), transient: calm * r, step, slope };
  const bend = offLine(transform, pool[MU]! + pool[BETA]!) - level.mean;
  return { level: level.mean, levelSd: level.sd, slope: bend, probabilities, score: 0, deviation: null };
}

function isRunning(state: FilterState): state is Running {
  return state.engine !== null;
}
