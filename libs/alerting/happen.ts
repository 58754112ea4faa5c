import type { Alert, AlertEvent, AlertHappening } from '#libs/contracts';
import { clocksAt, type Clocks } from './clocks.js';
import type { Time } from './command.js';
import { apply, fold } from './fold.js';

/** An alert and the events that brought it to where it is now. */
export interface Advanced {
  alert: Alert;
  events: AlertEvent[];
}

type Raised = Extract<AlertHappening, { kind: 'raised' }>;

/** What opens an alert, without the clocks that follow from it; it begins at the first level unless another is named. */
export type Opening = Omit<Raised, keyof Clocks>;

/** Opens an alert. Its durations and path are frozen into the first event (rule 2); the first unit's clock starts. */
export function raise(id: string, opening: Opening, time: Time, replayed: boolean): Advanced {
  const happening = { ...opening, ...clocksAt(opening, opening.level ?? 0, time) };
  const event: AlertEvent = { alert: id, sequence: 1, at: time.now, happening };
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
