import { type FilterAssessment, type FilterInput, type Level, unknownSd } from '../filter.js';
import { figureOf, offLine, onLine, type Transform } from './transform.js';
import { smallestDifference } from '../unit.js';
import { BETA, C_MM, MU } from './belief.js';
import { follow } from './follow.js';
import { carryEngine, copiedState, type Running, scaleOf } from './engine.js';
import { expectation } from './expect.js';
import { hearValue } from './hear.js';
import { changesOf, logOdds, pooled } from './mixture.js';
import { rank } from './ranking.js';
import { at, begun, heldValues, leastScaleOf, levelWhileHeld } from './start.js';
import type { FilterState, Held } from './state.js';
import { tell } from './tell.js';

/** A row with its periods since the last value. */
type Row = Omit<Held, 'value'> & { value: number | null };

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
  return proceed(copiedState(before), input);
}

/** The same with a state that nobody else holds, which is spared its copy: it may be changed, and serves no more. */
export function proceed(state: FilterState, input: FilterInput): Updated {
  const { gap } = state;
  const elapsed = Math.max(state.period === 0 ? 1 : 0, Math.round(input.elapsed));
  const weight = Math.min(1, Math.max(leastWeight, input.weight));
  const value = input.value !== null && Math.abs(input.value) < absurd ? input.value + 0 : null;
  const row = { elapsed: gap + elapsed, value, weight, of: input.of ?? null };
  const forecast = isRunning(state) ? null : levelOf(state);
  state.period += elapsed;
  state.gap = value === null ? row.elapsed : 0;
  if (!isRunning(state)) return hold(state, row, forecast ?? nothing);
  carryEngine(state.engine, Math.min(longestGap, row.elapsed) - Math.min(longestGap, gap));
  return value === null ? wait(state, weight) : digest(state, { ...row, value });
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

function wait(state: Running, weight: number): Updated {
  const forecast = figureOf(state.engine.transform, expectation(state, weight));
  return { state, assessment: assessmentOf(state, { forecast, r: 0, score: 0, deviation: null }) };
}

/** Hears a value. Changes the state. */
function digest(state: Running, row: Row & { value: number }): Updated {
  const { engine } = state;
  engine.transform = at(engine.transform, row.of);
  const y = onLine(engine.transform, row.value);
  const expected = expectation(state, row.weight);
  const unit = smallestDifference(state.unit, state.last, y);
  if (state.unit === null && unit !== null) engine.d = 0;
  state.last = y;
  state.unit = unit;
  const heard = hearValue(state, expected, { y, weight: row.weight, waited: row.elapsed });
  const odds = logOdds(engine.mixture);
  const news = follow(state, heard);
  const score = rank(engine.ranking, heard, odds, state.settings.cadence);
  const deviation = news && tell(news, engine.transform);
  const forecast = figureOf(engine.transform, expected);
  const r = news?.told.kind === 'unclear' ? news.probability : heard.r;
  return { state, assessment: assessmentOf(state, { forecast, r, score, deviation }) };
}

/** Holds a value, if there is one, until there are enough to begin with. Changes the state. */
function hold(state: FilterState, { value, ...row }: Row, forecast: Level): Updated {
  if (value !== null) state.held = [...state.held, { ...row, value }];
  const after = state.held.length < heldValues ? state : replayed(state);
  return { state: after, assessment: assessmentOf(after, { forecast, r: 0, score: 0, deviation: null }) };
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

/** What has been found out of a row; r is the probability that its value is an outlier, if nothing has changed. */
type Found = Pick<FilterAssessment, 'forecast' | 'score' | 'deviation'> & { r: number };

/** The assessment of a row: what was found out of it, and the belief after it. */
function assessmentOf(state: FilterState, { forecast, r, score, deviation }: Found): FilterAssessment {
  if (!isRunning(state)) {
    const { mean, sd } = levelOf(state) ?? nothing;
    return { forecast, level: mean, levelSd: sd, slope: 0, probabilities: unknown, score, deviation };
  }
  const { transform, mixture } = state.engine;
  const S = scaleOf(state.engine, leastScaleOf(state));
  const pool = pooled(mixture, S);
  const level = levelIn(transform, pool, S);
  const { step, slope } = changesOf(mixture, state.period);
  const calm = Math.max(0, 1 - step - slope);
  return {
    forecast,
    level: level.mean,
    levelSd: level.sd,
    slope: offLine(transform, pool[MU]! + pool[BETA]!) - level.mean,
    probabilities: { steady: calm * (1 - r), transient: calm * r, step, slope },
    score,
    deviation,
  };
}

function isRunning(state: FilterState): state is Running {
  return state.engine !== null;
}
