import type { Held } from '#libs/alerting';
import type { Organisation } from '#libs/organisation';
import type { Figure, Notice } from '#libs/contracts';
import type { Beginning } from './lost-log.js';
import type { Said } from './come-and-go.js';
import type { Changes, Clock, FilterSnapshot, KnownAlert, KnownReceipt, Once, ReceiptKey, Timer } from './rows.js';

export interface PeriodKey {
  indicator: string;
  period: string;
  starts: string;
}
export interface OrdinalKey {
  indicator: string;
  ordinal: number;
}

/** Where a filter is to go on: `filter` names its version and settings as snapshots do; null wants no snapshot. */
export interface GroundKey extends OrdinalKey {
  filter: string | null;
}

/** Σ (figure − its forecast) of a series since an ordinal; `a` the same, times the capability of each period: a ratio as an actuality. */
export interface Moved {
  indicator: string;
  value: number;
  a: number;
}

/** What the filter needs to go on from before an ordinal: the newest snapshot of its own there, and all settled figures after it. */
export interface FilterGround {
  snapshot: FilterSnapshot | null;
  tail: Figure[];
}

/** One transaction of the loop's store: everything read here is locked or fenced until the commit. */
export interface Transaction {
  /** The partition's stored position, its row locked; null where the log has never been read. */
  position(bus: string, topic: string, partition: number): Promise<number | null>;
  /** Compare-and-set of the position; throws `Conflict` if somebody else has moved it. */
  movePosition(
    place: { bus: string; topic: string; partition: number },
    from: number | null,
    to: number,
  ): Promise<void>;
  /** With which record the log of the partition began when it was read; null where that was not noted. */
  beginning(place: { bus: string; topic: string; partition: number }): Promise<Beginning | null>;
  /** Notes it with the partition's position, which must be there. */
  noteBeginning(place: { bus: string; topic: string; partition: number }, beginning: Beginning): Promise<void>;
  organisation(): Promise<Organisation | null>;
  replay(id: string): Promise<{ now: string | null; over: boolean } | null>;
  /** Those that are known, by `receiptKey`. */
  receipts(keys: readonly ReceiptKey[]): Promise<Map<string, KnownReceipt>>;
  /** Locks the head rows of these indicators (made where they are missing), and answers their sequence. */
  heads(indicators: readonly string[]): Promise<Map<string, number>>;
  figuresAt(keys: readonly PeriodKey[]): Promise<Figure[]>;
  /** For each key the newest figure at or before the ordinal; there may be others before it. */
  figuresUpTo(keys: readonly OrdinalKey[]): Promise<Figure[]>;
  /** For each key the ground to run the filter from before that ordinal, by indicator. */
  filterGround(keys: readonly GroundKey[]): Promise<Map<string, FilterGround>>;
  /** Alerts of these indicators that are open or whose onset is at or after the ordinal, locked. */
  alertsOf(keys: readonly OrdinalKey[]): Promise<KnownAlert[]>;
  alert(id: string): Promise<KnownAlert | null>;
  /** The alert and, where it is a question, the one on whose behalf it asks; locked in the order of their ids. */
  withAsker(id: string): Promise<{ known: KnownAlert | null; asker: KnownAlert | null }>;
  /** This alert, those that are open under it or ask on its behalf, and the open ones of these indicators, locked in the order of their ids. */
  family(id: string, indicators: readonly string[]): Promise<KnownAlert[]>;
  /** What the filter held of an indicator by what was known at an instant; null before its first figure. */
  heldAt(indicator: string, known: string): Promise<Held | null>;
  /** What the filter says by now of the newest so many figures before each ordinal, the oldest first, by indicator. */
  saidBefore(keys: readonly OrdinalKey[], figures: number): Promise<ReadonlyMap<string, readonly Said[]>>;
  /** What has moved in these series since an ordinal, beyond what the filter had forecast. */
  movedSince(keys: readonly OrdinalKey[]): Promise<Moved[]>;
  /** What was done under this id already; null where nothing was. */
  doneUnder(id: string): Promise<Once | null>;
  /** Lets nobody else change the organisation or its notices until the commit. To be asked first, before anything is locked. */
  holdOrganisation(): Promise<void>;
  notice(id: string): Promise<Notice | null>;
  /** Alerts that these units hold with a clock running or a reminder to come, locked, each with the time in which it lives: `now`, or that of its replay. */
  clocksOf(units: readonly string[], now: string): Promise<(KnownAlert & { now: string })[]>;
  /** The timers of these indicators that wait for a report, one each. */
  expecting(indicators: readonly string[]): Promise<Timer[]>;
  /** The periods of an indicator that the door took figures for, within a day before `now`, which nobody has assessed yet; null for an unnamed one. */
  unassessed(indicator: string, now: string): Promise<(string | null)[]>;
  /**
   * Clocks of live alerts that are due, with their alerts, locked, in the order in which they are due; null where there is no such alert.
   * Those that somebody else has locked are left out, and so are those that rest.
   */
  claimAlerts(now: string, limit: number): Promise<DueAlert[]>;
  /** Of these timers the ones that stand still, locked; those that somebody else has locked are left out. In the order in which they are due. */
  claimTimers(timers: readonly Timer[]): Promise<Timer[]>;
  /** Whether this timer stands still and nobody else is at it, until the commit. Nobody ever waits for it. */
  claim(timer: Timer): Promise<boolean>;
  write(changes: Changes): Promise<void>;
}

/** A clock of an alert that is due. */
export interface DueAlert {
  timer: Clock;
  known: KnownAlert | null;
}

export interface Store {
  /** One transaction, committed when `work` resolves. A lost race throws `Conflict` after rolling back. */
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Timers that are due at `now`: live ones, or those of one replay. Not locked: whoever acts on one looks again. */
  dueTimers(now: string, replay: string | null, limit: number): Promise<Timer[]>;
  /** Live timers that are due and are not claimed with their alerts, or have failed and have rested since. Not locked either. */
  dueSingly(now: string, limit: number): Promise<Timer[]>;
  /** A timer that has failed is let alone until then; when it was due it still says. */
  letRest(timer: Timer, until: string): Promise<void>;
}

/** Somebody else was first: what was decided rests on what is no longer true, so it is decided again. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}
