export type { AlertCommand, Time } from './command.js';
export { decide, type HoldReason } from './decide.js';
export { type Duty, dutiesOf } from './duties.js';
export { comingAgain, isFlapping } from './flapping.js';
export { advance, raise, type Advanced } from './happen.js';
export { hasRecovered, type LevelBelief } from './recovery.js';
export { reached, tell } from './tell.js';
export { type Held, verdictOf } from './verdict.js';
