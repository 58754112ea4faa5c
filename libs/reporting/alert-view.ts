import type { Alert, AlertEvent, AlertSummary, AlertView } from '#libs/contracts';
import { actsOn, type Organisation, type Viewer } from '#libs/organisation';

/** An alert with the names that people know its unit and indicator by. */
export function alertSummary(organisation: Organisation, alert: Alert): AlertSummary {
  const unit = alert.path[0]?.unit ?? '';
  const indicator = organisation.indicator(alert.indicator);
  return {
    ...alert,
    unit,
    unitName: organisation.unit(unit)?.name ?? unit,
    indicatorName: indicator?.name ?? alert.indicator,
    measure: indicator?.measure ?? '',
    heldBy: alert.path[alert.level]?.unit ?? unit,
  };
}

/** An alert with its timeline, its path, and what the viewer may do. */
export function alertView(
  organisation: Organisation,
  viewer: Viewer,
  { alert, timeline }: { alert: Alert; timeline: AlertEvent[] },
): AlertView {
  return {
    alert: alertSummary(organisation, alert),
    timeline,
    path: alert.path.flatMap(({ unit }) => organisation.unit(unit) ?? []),
    may: actsOn(organisation, viewer, alert),
  };
}
