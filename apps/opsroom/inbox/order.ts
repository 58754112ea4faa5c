import type { AlertSummary } from '#libs/contracts';

/** Orders alerts by the time that is left: those with a clock first, the nearest before the later, then the newest. */
export function byTimeLeft(one: AlertSummary, other: AlertSummary): number {
  const [first, second] = [climbing(one), climbing(other)];
  if (first !== second) return first < second ? -1 : 1;
  return Date.parse(other.openedAt) - Date.parse(one.openedAt);
}

/** Orders closed alerts, the one closed last first. */
export function byClosing(one: AlertSummary, other: AlertSummary): number {
  return Date.parse(other.closedAt ?? other.openedAt) - Date.parse(one.closedAt ?? one.openedAt);
}

function climbing(alert: AlertSummary): number {
  return alert.climbsAt === null ? Number.POSITIVE_INFINITY : Date.parse(alert.climbsAt);
}
