export { backupLines, BackupFault } from './backup.js';
export { restoreLines } from './restore.js';
export { confirmAddress, type Confirmation } from './channels/confirmation.js';
export {
  type Carrier,
  deliveriesTo,
  type Errand,
  forgetDeliveries,
  noteErrand,
  type Outcome,
  takeErrand,
  type Waiting,
} from './channels/deliveries.js';
export { addDeliveries, listenersOf, type NewDelivery } from './channels/listeners.js';
export { pushKey } from './channels/push-key.js';
export { forgetBrowsers, keepChannels, readChannels, secretOf } from './channels/settings.js';
export { appendChanges, feedEnd, type FeedItem, readChanges, trimChanges } from './change-feed.js';
export { noteLag } from './consumer-lag.js';
export { type Client, type Database, onEngine, openEmbedded, openPostgres, type Queryable } from './database.js';
export { readDuties } from './duties.js';
export { embeddedBus } from './embedded-bus.js';
export { readAlerts } from './inbox.js';
export { notePending, noteRefused } from './intake.js';
export { readReports } from './expected-reports.js';
export { announceImport, type ImportReading, keepFound, readImports, readStanding } from './import-store.js';
export { forgetMembers } from './leases.js';
export { applyKeeping } from './keeping.js';
export { loopStore, readBacklog } from './loop-store.js';
export { migrate } from './migrate.js';
export { changeOrganisation } from './organisation-lock.js';
export { readNotice, readNotices } from './notice-store.js';
export {
  applyIn,
  applyOrganisation,
  lastKnown,
  lastRoots,
  newestOrganisation,
  organisationReader,
  showFigures,
} from './organisation-store.js';
export { relayOutbox } from './outbox.js';
export { mergeNotes, refreshPeriods } from './periods.js';
export {
  countAlerts,
  readAlert,
  readAlertsNamed,
  readLatest,
  readReceipts,
  readRefused,
  readSeries,
  type ReceiptReading,
} from './readings.js';
export {
  endReplay,
  inFlight,
  launch,
  moveReplay,
  nextTimer,
  openAlertsOf,
  openReplay,
  replays,
  replayStatus,
} from './replay-store.js';
export { readStorage } from './storage.js';
export { reclaim, trimLog } from './trim-log.js';
export { keepPhoto, readPhotoOf } from './photo-store.js';
export { Wake } from './wake.js';
export { decideProposal, propose, proposalById, readProposals, type Unfit } from './proposal-store.js';
export {
  type Account,
  accountByEmail,
  accountOfSubject,
  accountById,
  addAccount,
  forgetFailures,
  hasAccounts,
  noteFailure,
  holdAccount,
  setPassword,
} from './people/accounts.js';
export { looksAt, noteLooks } from './people/looks.js';
export {
  endMandate,
  holdGoing,
  mandatesOfPresent,
  giveMandate,
  mandateById,
  mandatesIn,
  mandatesOf,
  mandatesOfUnit,
  mandatesOfUnits,
} from './people/mandates.js';
export {
  admitNode,
  dismissNode,
  type KnownNode,
  makeToken,
  nodeById,
  nodeOf,
  nodesOfUnit,
  revokeToken,
} from './people/nodes.js';
export { enrolKey, revokeKey, signersOf } from './people/node-keys.js';
export { leaveForGood, ownData } from './people/own-data.js';
export { makeLink, type OneTime, readLink, useLink } from './people/one-time.js';
export { endSession, endSessionsOf, forgetEnded, openSession, type SignedIn, signedIn } from './people/sessions.js';
export { castBallot, closeVotes, openVote, voteById, votesOfUnit } from './people/votes.js';
export { movePosition, readPosition } from './positions.js';
