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

/** Alerts of one cause as one: those that stand by themselves in this list, and those that are shown under each, by its id. */
export function asOne(alerts: readonly AlertSummary[]) {
  const ids = new Set(alerts.map(({ id }) => id));
  const above = ({ under }: AlertSummary) => (under !== null && ids.has(under.alert) ? under.alert : null);
  const under = new Map<string, AlertSummary[]>();
  for (const alert of alerts) {
    const head = above(alert);
    if (head !== null) under.set(head, [...(under.get(head) ?? []), alert]);
  }
  return { heads: alerts.filter((alert) => above(alert) === null), under };
}

function climbing(alert: AlertSummary): number {
  return alert.climbsAt === null ? Number.POSITIVE_INFINITY : Date.parse(alert.climbsAt);
}
