import type { AlertSummary } from '#libs/contracts';
import { now } from '../clock.js';
import { formatInstant, spanOf, urgencyOf } from '../format/instants.js';
import { words } from '../words.js';

/** The clock of an alert in words: how long until it climbs, or why it does not. */
export function Clock({ alert }: { alert: AlertSummary }) {
  const { text, look, title } = clockOf(alert, now.value);
  return (
    <span class={`clock is-${look}`} title={title}>
      {text}
    </span>
  );
}

function clockOf(alert: AlertSummary, at: number): { text: string; look: string; title?: string } {
  if (alert.closedAt !== null) return { text: words.alert.closed(formatInstant(alert.closedAt, at)), look: 'closed' };
  if (alert.under !== null) return { text: under(alert.under), look: 'calm' };
  if (alert.about.kind === 'question') return asked(alert, at);
  if (alert.climbsAt === null) return { text: stays(alert), look: 'calm' };
  const look = urgencyOf(alert.climbsAt, at);
  const when = formatInstant(alert.climbsAt, at);
  const title = words.alert.at(when);
  if (look === 'over') return { text: words.alert.climbsNow, look, title };
  const hours = workingTime(alert, at);
  if (hours !== null) return { text: `${words.alert.climbsOn(when)}: ${hours}`, look };
  return { text: words.alert.climbsIn(words.span(spanOf(Date.parse(alert.climbsAt) - at))), look, title };
}

/** The working time that is left, where it passes otherwise than the time on the wall; the length of a span is all else. */
function workingTime({ climbsAt, left }: AlertSummary, at: number): string | null {
  if (left === null || climbsAt === null) return null;
  const turns = left.turnsAt === null ? Number.POSITIVE_INFINITY : Date.parse(left.turnsAt);
  const passed = left.working ? Math.max(0, Math.min(at, turns) - Date.parse(left.asOf)) : 0;
  const ms = Math.max(0, left.minutes * 60_000 - passed);
  if (left.working && Date.parse(climbsAt) <= turns) return null;
  const length = words.span(spanOf(ms));
  if (left.working || left.turnsAt === null) return words.alert.working(length);
  return words.alert.resting(length, formatInstant(left.turnsAt, at));
}

function asked({ answerBy }: AlertSummary, at: number) {
  if (answerBy === null) return { text: words.alert.answerLate, look: 'over' };
  return { text: words.alert.answerUntil(formatInstant(answerBy, at)), look: urgencyOf(answerBy, at) };
}

function under({ minutes }: NonNullable<AlertSummary['under']>): string {
  return words.alert.under(minutes === null ? null : words.span(spanOf(minutes * 60_000)));
}

function stays(alert: AlertSummary): string {
  if (alert.sign === 'pleasure') return words.alert.staysGood;
  return alert.level >= alert.path.length - 1 ? words.alert.staysTop : words.alert.stays;
}
