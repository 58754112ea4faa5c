/** A time at which somebody promises to look again. */
export interface Review {
  name: 'hour' | 'hours' | 'tomorrow' | 'week' | 'last';
  at: number;
}

const hour = 3_600_000;
const morning = 9;

/** The review times worth offering: all after now and before the alert climbs (null: it does not). In ms. */
export function reviewTimes(now: number, climbsAt: number | null): Review[] {
  const all: Review[] = [
    { name: 'hour', at: now + hour },
    { name: 'hours', at: now + 4 * hour },
    { name: 'tomorrow', at: tomorrowMorning(now) },
    { name: 'week', at: now + 7 * 24 * hour },
  ];
  if (climbsAt === null) return all;
  const inTime = all.filter((review) => review.at < climbsAt);
  const last = climbsAt - Math.min(15 * 60_000, (climbsAt - now) / 4);
  return last > now + 60_000 ? [...inTime, { name: 'last', at: last }] : inTime;
}

/** Whether a time may be promised. */
export function mayReview(at: number, now: number, climbsAt: number | null): boolean {
  return at > now && (climbsAt === null || at < climbsAt);
}

function tomorrowMorning(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, morning).getTime();
}
