export { actOnAlert, actOnce, fireTimers } from './act.js';
export { again } from './again.js';
export { admit } from './admit.js';
export { type Beginning, outsideTheLog } from './lost-log.js';
export { fullTurn } from './fire-together.js';
export {
  type Batch,
  type BatchHandler,
  type Bus,
  type IncomingRecord,
  type Origin,
  type OutgoingRecord,
  PartitionStopped,
  type Seal,
  type Subscription,
  type Wanted,
} from './bus.js';
export { recordAlert } from './alert-rows.js';
export { chunkFrom, regulateBatches } from './loop.js';
export { refusalOfOthers } from './origins.js';
export { pullCord } from './pull-cord.js';
export { excerptOf } from './excerpt.js';
export { type Door, lookAtPosted } from './look-at-posted.js';
export { declare, actOnNotice, actOnNoticeOnce, type NoticeOutcome } from './act-on-notice.js';
export { moveAllClocks } from './move-all-clocks.js';
export { moveExpectations } from './move-expectations.js';
export { frameOf } from './noticed.js';
export { timeIn } from './time-in.js';
export { matchingPeriod } from './matching-period.js';
export { mergeRollUps } from './merge-roll-ups.js';
export { staleWholes } from './stale-wholes.js';
export type { PlaceCache } from './regulate.js';
export { type FilterPlace, type Frame, runFilter } from './run-filter.js';
export { clockKinds, noChanges, receiptKey } from './rows.js';
export type {
  AlertRow,
  AssessmentRow,
  Changes,
  Clock,
  FilterSnapshot,
  ImportPart,
  KnownAlert,
  KnownReceipt,
  ReceiptKey,
  ObservationRow,
  Once,
  RefusedRow,
  Timer,
} from './rows.js';
export {
  Conflict,
  type DueAlert,
  type FilterGround,
  type GroundKey,
  type Moved,
  type OrdinalKey,
  type PeriodKey,
  type Store,
  type Transaction,
} from './store.js';
export type { Said } from './come-and-go.js';
export type { Held } from '#libs/alerting';
