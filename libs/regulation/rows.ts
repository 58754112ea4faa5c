import type { AdvancedNotice } from '#libs/organisation';
import type { Alert, AlertEvent, Assessment, Change, ErrorCode, Figure } from '#libs/contracts';
import type { OutgoingRecord } from './bus.js';

/** One revision of a figure, append-only; made by a person or by a roll-up (then `id` names the roll-up). */
export interface ObservationRow extends Figure {
  id: string;
  n: number | null;
  note: string | null;
  by: string | null;
  postedAt: string;
  knownFrom: string;
  replayed: boolean;
}

/** What the filter said of one period at one time, append-only; the greatest `sequence` is the newest. */
export interface AssessmentRow extends Assessment {
  indicator: string;
  period: string;
  ordinal: number;
  starts: string;
  sequence: number;
  knownFrom: string;
}

/** Where the filter of an indicator may go on: its frozen state after the row `ordinal`; `first` is the series' first ordinal. */
export interface FilterSnapshot {
  indicator: string;
  ordinal: number;
  first: number;
  /** The version of the filter that wrote the state. */
  filter: string;
  state: string;
}

/** By what an observation is known again: an id counts within its indicator, so that nobody takes one from another unit, or learns of it. */
export interface ReceiptKey {
  id: string;
  indicator: string;
}

/** The key as one text. */
export function receiptKey({ id, indicator }: ReceiptKey): string {
  return `${indicator} ${id}`;
}

/** What became of an observation. */
export interface Receipt extends ReceiptKey {
  state: 'assessed' | 'refused';
  period: string | null;
  starts: string | null;
  revision: number | null;
  code: ErrorCode | null;
  message: string | null;
}

/** What an observation that was taken before had as content: it decides between a retry and a reuse, whoever sends it. */
export interface KnownReceipt {
  state: 'pending' | 'assessed' | 'refused';
  content: {
    period: string;
    value: number;
    n: number | null;
    note: string | null;
  } | null;
}

/** What one transaction has taken of an import, of one indicator; `first` and `last` are the local starts of periods. */
export interface ImportPart {
  import: string;
  indicator: string;
  taken: number;
  repeated: number;
  refused: number;
  first: string | null;
  last: string | null;
  /** The alerts that were opened. */
  alerts: string[];
}

/** A record that was not taken, with the reason. */
export interface RefusedRow {
  topic: string;
  partition: number | null;
  offset: number | null;
  messageId: string | null;
  code: ErrorCode;
  message: string;
  excerpt: string;
}

/** An alert after new events, with the ordinal of its onset and where it belongs. */
export interface AlertRow {
  alert: Alert;
  events: AlertEvent[];
  /** The units that it has reached, origin first, and those with whom it was shared. */
  reached: string[];
  onset: number;
  replay: string | null;
}

/** An alert as it lies in the store. */
export type KnownAlert = Pick<AlertRow, 'alert' | 'onset' | 'replay'>;

type TimerKind = 'climb' | 'answer' | 'remind' | 'review' | 'settle' | 'notice' | 'group' | 'ask' | 'expect';
export interface Timer {
  kind: TimerKind;
  /** settle, expect: INDICATOR PERIOD · group, ask: INDICATOR ALERT · notice: its id · all others: the alert's id. */
  subject: string;
  dueAt: string;
  replay: string | null;
}

/** The timers that an alert alone decides on: they are fired many at once. */
export const clockKinds = ['climb', 'answer', 'remind'] as const;
export type Clock = Timer & { kind: (typeof clockKinds)[number] };

/** Everything that one transaction writes. The lists are empty where there is nothing. */
/** What somebody has sent: under which id, and `what` it was, so that another thing under the same id is told apart. */
export interface Once {
  id: string;
  what: string;
}

export interface Changes {
  now: string;
  observations: ObservationRow[];
  assessments: AssessmentRow[];
  snapshots: FilterSnapshot[];
  /** Snapshots from this ordinal on are no longer true. */
  staleSnapshots: { indicator: string; from: number }[];
  heads: { indicator: string; sequence: number }[];
  receipts: Receipt[];
  refused: RefusedRow[];
  /** Records that had been taken before, and were not taken again. */
  repeated: number;
  imports: ImportPart[];
  alerts: AlertRow[];
  notices: AdvancedNotice[];
  /** What people have sent under ids of its own, so that the same one again is not done twice. */
  once: Once[];
  timers: { set: Timer[]; clear: Pick<Timer, 'kind' | 'subject'>[] };
  outgoing: OutgoingRecord[];
  feed: Change[];
  /** For a replay: messages that have landed, and how many observations were done and refused. */
  replay: { id: string; landed: string[]; done: number; refused: number } | null;
}

export function noChanges(now: string): Changes {
  return {
    now,
    observations: [],
    assessments: [],
    snapshots: [],
    staleSnapshots: [],
    heads: [],
    receipts: [],
    refused: [],
    repeated: 0,
    imports: [],
    alerts: [],
    notices: [],
    once: [],
    timers: { set: [], clear: [] },
    outgoing: [],
    feed: [],
    replay: null,
  };
}
