import { type Alert, type Change, topics } from '#libs/contracts';
import { type Advanced, reached, tell } from '#libs/alerting';
import type { OutgoingRecord } from './bus.js';
import type { AlertRow, Changes, Timer } from './rows.js';

/** Where an alert belongs besides its events: the ordinal of its onset, and the replay that it was made in. */
export type Belonging = Pick<AlertRow, 'onset' | 'replay'>;

/** Writes an alert's new events into the changes: rows, its timer, what units hear, and the change feed. */
export function recordAlert(changes: Changes, { alert, events }: Advanced, belonging: Belonging): void {
  if (events.length === 0) return;
  const { onset, replay } = belonging;
  if (changes.alerts.some((row) => row.alert.id === alert.id)) forgetClocks(changes, alert.id);
  changes.alerts.push({ alert, events, reached: concerned(alert), onset, replay });
  setTimers(changes, alert, replay);
  if (opensOrCloses(alert, events)) changes.timers.set.push(around('group', alert, changes.now, replay));
  if (asks(alert, events)) changes.timers.set.push(around('ask', alert, changes.now, replay));
  if (!replay) changes.outgoing.push(...dispatches(alert, events));
  changes.feed.push(changeOf(alert));
}

/** What the filter tells of an indicator may be one with what it tells of another: that is looked at as soon as it opens or closes. */
function opensOrCloses({ about, closedAt }: Alert, events: Advanced['events']): boolean {
  const closes = closedAt !== null && events.some(({ happening }) => happening.kind !== 'reviewed');
  return about.kind === 'deviation' && (events[0]?.sequence === 1 || closes);
}

/** Rule 12: when it hurts in a whole, those below who explain most of it are asked. */
function asks({ about, sign }: Alert, events: Advanced['events']): boolean {
  return about.kind === 'deviation' && sign === 'pain' && events[0]?.sequence === 1;
}

function around(kind: 'group' | 'ask', { id, indicator }: Alert, dueAt: string, replay: string | null): Timer {
  return { kind, subject: `${indicator} ${id}`, dueAt, replay };
}

function setTimers({ timers }: Changes, alert: Alert, replay: string | null): void {
  const { climbsAt, answerBy, remindAt, reviewAt } = alert;
  const ends = { climb: climbsAt, answer: answerBy, remind: remindAt, review: reviewAt } as const;
  for (const kind of ['climb', 'answer', 'remind', 'review'] as const) {
    const timer = { kind, subject: alert.id };
    const dueAt = ends[kind];
    if (dueAt === null) timers.clear.push(timer);
    else timers.set.push({ ...timer, dueAt, replay });
  }
}

/** What has been said of an alert's clocks earlier in this transaction holds no more: it may have been closed since it was raised. */
function forgetClocks({ timers }: Changes, id: string): void {
  timers.set = timers.set.filter(({ subject }) => subject !== id);
  timers.clear = timers.clear.filter(({ subject }) => subject !== id);
}

/** A replayed alert tells nobody outside, so it makes no dispatches. */
function dispatches(alert: Alert, events: Advanced['events']): OutgoingRecord[] {
  return events.flatMap((event) =>
    tell(alert, event).map(({ to, direction }) => {
      const id = `${alert.id}/${event.sequence}/${to}`;
      const value = { id, to, direction, indicator: alert.indicator, sign: alert.sign, event };
      return { topic: topics.dispatches, key: to, id, value: JSON.stringify(value) };
    }),
  );
}

/** Everybody whose business it is: those on the path, origin first, and those with whom it was shared. */
function concerned(alert: Alert): string[] {
  return [...reached(alert), ...alert.sharedWith];
}

function changeOf(alert: Alert): Change {
  return {
    kind: 'alert',
    alert: alert.id,
    sequence: alert.sequence,
    indicator: alert.indicator,
    reached: concerned(alert),
  };
}
