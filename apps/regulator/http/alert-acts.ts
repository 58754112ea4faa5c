import type { Alert } from '#libs/contracts';
import { actsOn, maySeeAlert, type Organisation, type Mandated } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';

/** What somebody does with an alert. */
export type Act = keyof ReturnType<typeof actsOn>;

/** A closed alert goes on to the decision itself, which says that it is closed. */
export function mayAct(organisation: Organisation, viewer: Mandated, alert: Alert, act: Act) {
  if (!maySeeAlert(viewer, alert))
    return { code: 'alert-unknown', message: `No alert "${alert.id}" has reached "${viewer.unit}".` } as const;
  if (alert.closedAt !== null || actsOn(organisation, viewer, alert)[act]) return null;
  if (act === 'askHelp' && alert.level === alert.path.length - 1) return null;
  const holder = alert.path[alert.level]?.unit;
  return {
    code: 'not-allowed',
    message: `"${viewer.unit}" cannot do this now; the alert is with "${holder}".`,
  } as const;
}

/** When a day begins where the alert comes from. */
export function dayIn(organisation: Organisation, { path }: Alert, date: string): string {
  const zone = organisation.timeZoneOf(path[0]?.unit ?? '');
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant().toString({ fractionalSecondDigits: 3 });
}
