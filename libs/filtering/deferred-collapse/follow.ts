import { hearOnChange, lookForChange } from './change.js';
import type { Running } from './engine.js';
import type { Heard } from './hear.js';
import { SLOPE, STEP } from './hypotheses.js';
import { changesOf } from './mixture.js';
import type { News } from './news.js';
import { hearOnOddity, lookForOddity, reached } from './oddity.js';
import { thin } from './thin.js';
import { reconsider } from './variants.js';

/** How many changes have been told of late is forgotten in some hundreds of values. */
const restlessMemory = 0.998;

/** Follows what has been told by one value, or looks whether there is something new; then tidies the engine up. Changes it. */
export function follow(state: Running, heard: Heard): News | null {
  const { engine, period } = state;
  const { step, slope } = changesOf(engine.mixture, period, 1);
  const kind = step >= slope ? STEP : SLOPE;
  const now = { period, sensitivity: state.settings.sensitivity, step, slope, event: step + slope, kind } as const;
  engine.restless *= restlessMemory;
  const ofChange = engine.change ? hearOnChange(engine, engine.change, now, heard) : lookForChange(engine, now, heard);
  const news =
    ofChange ?? (engine.oddity ? hearOnOddity(engine, engine.oddity, now) : lookForOddity(engine, now, heard));
  engine.reach = reached(engine.reach, heard);
  reconsider(state);
  thin(engine.mixture, period, heard.expected.S);
  return news;
}
