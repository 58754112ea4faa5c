import type { AlertHappening } from '#libs/contracts';
import { advance, type AlertCommand, decide, type Time } from '#libs/alerting';
import { recordAlert } from './alert-rows.js';
import type { Changes, KnownAlert } from './rows.js';

/** What becomes of a question stands in the timeline of the alert that asked, too, in the same transaction. */
export function passOn(changes: Changes, asker: KnownAlert, happenings: readonly AlertHappening[], time: Time): void {
  let { alert } = asker;
  for (const command of happenings.flatMap(commandFor)) {
    const decision = decide(alert, command, time);
    if (decision.kind !== 'happens') continue;
    const advanced = advance(alert, decision.happenings, changes.now);
    recordAlert(changes, advanced, asker);
    alert = advanced.alert;
  }
}

function commandFor(happening: AlertHappening): AlertCommand[] {
  if (happening.kind === 'answered') return [{ ...happening, kind: 'answer' }];
  if (happening.kind === 'answer-overdue') return [{ kind: 'unanswered', unit: happening.unit }];
  return [];
}
