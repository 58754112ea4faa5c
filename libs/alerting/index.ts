export type { AlertCommand, Time } from './command.js';
export { decide } from './decide.js';
export type { HoldReason } from './decision.js';
export { type Duty, dutiesOf } from './duties.js';
export { comingAgain, isFlapping } from './flapping.js';
export { advance, raise, type Advanced } from './happen.js';
export { hasRecovered, type LevelBelief } from './recovery.js';
export { reached, tell } from './tell.js';
export { type Held, verdictOf } from './verdict.js';
