import type { Alert, AlertEvent, AlertHappening } from '#libs/contracts';
import { apply, fold } from './fold.js';

/** An alert and the events that brought it to where it is now. */
export interface Advanced {
  alert: Alert;
  events: AlertEvent[];
}

/** Opens an alert. Its durations and path are frozen into the first event (rule 2). */
export function raise(
  id: string,
  raised: Extract<AlertHappening, { kind: 'raised' }>,
  now: string,
  replayed: boolean,
): Advanced {
  const event: AlertEvent = { alert: id, sequence: 1, at: now, happening: raised };
  return { alert: fold([event], replayed), events: [event] };
}

/** Lets happenings happen, numbered on from the alert's last event. */
export function advance(alert: Alert, happenings: readonly AlertHappening[], now: string): Advanced {
  const events: AlertEvent[] = [];
  let current = alert;
  for (const happening of happenings) {
    const event: AlertEvent = { alert: alert.id, sequence: current.sequence + 1, at: now, happening };
    current = apply(current, event);
    events.push(event);
  }
  return { alert: current, events };
}
