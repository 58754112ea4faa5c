export type { Actor, AlertCommand, CommandKind, CommandOf } from './command.js';
export { decide, type Decision, type HoldReason } from './decide.js';
export { apply, fold } from './fold.js';
export { advance, raise, type Advanced } from './happen.js';
export { hasRecovered, type LevelBelief } from './recovery.js';
export { reached, tell, type Telling } from './tell.js';
