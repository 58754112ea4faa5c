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
  if (alert.climbsAt === null) return { text: stays(alert), look: 'calm' };
  const look = urgencyOf(alert.climbsAt, at);
  const title = words.alert.at(formatInstant(alert.climbsAt, at));
  if (look === 'over') return { text: words.alert.climbsNow, look, title };
  return { text: words.alert.climbsIn(words.span(spanOf(Date.parse(alert.climbsAt) - at))), look, title };
}

function stays(alert: AlertSummary): string {
  if (alert.sign === 'pleasure') return words.alert.staysGood;
  return alert.level >= alert.path.length - 1 ? words.alert.staysTop : words.alert.stays;
}
