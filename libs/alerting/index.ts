export type { AlertCommand } from './command.js';
export { decide, type HoldReason, type Time } from './decide.js';
export { advance, raise, type Advanced } from './happen.js';
export { hasRecovered, type LevelBelief } from './recovery.js';
export { reached, tell } from './tell.js';
