import type { Alert, AlertEvent, AlertHappening } from '#libs/contracts';
import { climbsAt } from './climbs-at.js';
import type { Time } from './decide.js';
import { apply, fold } from './fold.js';

/** An alert and the events that brought it to where it is now. */
export interface Advanced {
  alert: Alert;
  events: AlertEvent[];
}

type Raised = Extract<AlertHappening, { kind: 'raised' }>;

/** Opens an alert. Its durations and path are frozen into the first event (rule 2); the first unit's clock starts. */
export function raise(id: string, raised: Omit<Raised, 'climbsAt'>, { now, due }: Time, replayed: boolean): Advanced {
  const happening = { ...raised, climbsAt: climbsAt(raised, 0, now, due) };
  const event: AlertEvent = { alert: id, sequence: 1, at: now, happening };
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
