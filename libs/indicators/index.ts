export { dueAt } from './due.js';
export { explainMove, type Share } from './explain-move.js';
export {
  dueSince,
  type Expectation,
  expectationOf,
  expectedOf,
  isWorked,
  lateAt,
  nextExpected,
  nextInTime,
  silenceAt,
} from './expected.js';
export { periodAt, periodOfOrdinal, readPeriod } from './period.js';
export type { Period } from './period.js';
export { periodWords } from './period-words.js';
export { phaseOf } from './phase.js';
export { rollUp } from './roll-up.js';
export type { Part } from './roll-up.js';
export { checkValue, indicesOf, isGood, valueAt } from './values.js';
