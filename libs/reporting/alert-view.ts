import type { Alert, AlertEvent, AlertSummary, AlertView } from '#libs/contracts';
import { Temporal } from 'temporal-polyfill';
import { actsOn, type Organisation, type Mandated } from '#libs/organisation';

/** An alert with the names that people know its unit and indicator by. */
export function alertSummary(organisation: Organisation, alert: Alert, now: string): AlertSummary {
  const unit = alert.path[0]?.unit ?? '';
  const indicator = organisation.indicator(alert.indicator ?? '');
  return {
    ...alert,
    unit,
    unitName: organisation.unit(unit)?.name ?? unit,
    indicatorName: indicator?.name ?? alert.indicator,
    measure: indicator?.measure ?? '',
    heldBy: alert.path[alert.level]?.unit ?? unit,
    left: leftOf(organisation, alert, now),
  };
}

function leftOf(organisation: Organisation, { clock, path, level }: Alert, now: string): AlertSummary['left'] {
  if (!clock) return null;
  const time = organisation.workingTimeOf(path[level]?.unit ?? '');
  const [since, at] = [instantOf(clock.since), instantOf(now)];
  const turnsAt = time.turnsAt(at);
  return {
    minutes: Math.max(0, clock.minutes - time.between(since, at)),
    working: time.isWorking(at),
    turnsAt: turnsAt === null ? null : Temporal.Instant.fromEpochMilliseconds(turnsAt).toString(),
    asOf: now,
  };
}

function instantOf(text: string): number {
  return Temporal.Instant.from(text).epochMilliseconds;
}

/** An alert with its timeline, its path, and what the viewer may do. */
export function alertView(
  organisation: Organisation,
  viewer: Mandated,
  { alert, timeline, photo, now }: { alert: Alert; timeline: AlertEvent[]; photo: boolean; now: string },
): AlertView {
  return {
    alert: alertSummary(organisation, alert, now),
    timeline,
    path: alert.path.flatMap(({ unit }) => organisation.unit(unit) ?? []),
    photo,
    may: actsOn(organisation, viewer, alert),
  };
}
