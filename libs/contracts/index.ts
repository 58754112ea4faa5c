export { AlertAbout, AnswerKind, sentenceOf, Sign, Step, Verdict } from './alert-about.js';
export {
  AcknowledgeBody,
  AnswerBody,
  AskHelpBody,
  AskTimeBody,
  ConfirmBody,
  CordBody,
  ExtendBody,
  ResolveBody,
  ShareBody,
} from './alert-bodies.js';
export { Alert, AlertEvent, AlertHappening, type AlertHappeningKind, AlertState } from './alert.js';
export {
  AgreementProposal,
  AgreementProposalView,
  AgreementTerms,
  DecideAgreementBody,
  ProposeAgreementBody,
  UnitAgreements,
} from './agreement.js';
export { Calendar, CalendarDay, Holiday, UnitCalendar, WorkingHours, WorkingWeek } from './calendar.js';
export {
  AlertActs,
  AlertList,
  AlertSummary,
  AlertView,
  AnswerTimes,
  AnswerTimesRow,
  Backtest,
  BacktestCount,
  BacktestSummary,
  Comparison,
  ComparisonRow,
  Health,
  IndicatorSummary,
  Indices,
  ObservationStatus,
  PhotoKept,
  Problem,
  Refused,
  RefusedList,
  ReplayBody,
  ReplayFinishBody,
  ReplayStatus,
  ReplayStepBody,
  Series,
  SeriesPoint,
  Trees,
  UnitNode,
  UnitTask,
  UnitView,
} from './api.js';
export {
  Assessment,
  Deviation,
  DeviationKind,
  DeviationStatus,
  Language,
  Probabilities,
  Sentence,
} from './assessment.js';
export { ImportBody, ImportedIndicator, ImportList, ImportView } from './import.js';
export { errorCatalogue, type ErrorCode, type Refusal, SyncoError } from './errors.js';
export { AlertCounts, Figure, FigureReading } from './figure.js';
export { Change, Dispatch, RollUp } from './messages.js';
export {
  ChangeNoticeBody,
  DeclareNoticeBody,
  Notice,
  NoticeAbout,
  NoticeActs,
  NoticeEvent,
  NoticeHappening,
  NoticeKind,
  NoticeList,
  NoticeState,
  NoticeView,
} from './notice.js';
export { Duration, IndicatorId, Instant, IsoDate, MessageId, Role, ShortName, UnitId, Words } from './names.js';
export { AdmitNodeBody, EnrolKeyBody, Node, NodeAdmitted, NodeKey, NodeList, NodeToken } from './node.js';
export { Accepted, maxBatch, Observation, PostedBatch, PostedObservation, RefusedItem } from './observation.js';
export {
  Agreement,
  Cadence,
  DatedValue,
  Expected,
  Good,
  Indicator,
  OrganisationApplied,
  OrganisationDifference,
  OrganisationDocument,
  OrganisationVersion,
  ReferenceLine,
  RollUpRule,
  Scale,
  Sensitivity,
  Severity,
  Unit,
  ShowFiguresBody,
  Visibility,
  VoteSettings,
} from './organisation.js';
export {
  BallotBody,
  ChangePasswordBody,
  DemoSignInBody,
  Invitation,
  InvitationLink,
  KeyBody,
  Look,
  LookList,
  Mandate,
  Me,
  Motion,
  ProposeVoteBody,
  ResetBody,
  SessionOpened,
  SignInBody,
  UnitPeople,
  UseLinkBody,
  Vote,
  VoteView,
} from './people.js';
export { LeaveBody, OwnData } from './own-data.js';
export { Storage, StorageTable } from './storage.js';
export { type Topic, topics } from './topics.js';
export { Channel, type Outgoing } from './channel.js';
export { Channels, ChannelsBody, ChannelTried, Delivery, DeliveryList, Reaching } from './channels.js';
export {
  IndicatorReports,
  ReportCounts,
  ReportPoint,
  ReportState,
  ReportTotals,
  Silent,
  UnitReports,
} from './report.js';
export { same } from './same.js';
export { isTimeZone } from './time-zone.js';
