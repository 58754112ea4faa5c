import type { Reaching, Severity } from '#libs/contracts';
import { firstInstant, offsetAt } from '#libs/organisation';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** When a message of that severity that arises at `now` is due: at once, with the digest, or when the quiet hours are over. Milliseconds. */
export function dueAt(reaching: Reaching, severity: Severity, now: number): number {
  if (atOnce(reaching, severity)) return now;
  return afterQuiet(reaching, severity, withDigest(reaching, now));
}

/** The first instant from `at` on, in milliseconds, that lies in no quiet hours; those hold back nothing severe that goes at once. */
export function afterQuiet(reaching: Reaching, severity: Severity, at: number): number {
  const { quiet, timeZone } = reaching;
  if (!quiet || atOnce(reaching, severity)) return at;
  const [from, to] = [sinceMidnight(quiet.from), sinceMidnight(quiet.to)];
  const local = at + offsetAt(timeZone, at);
  const time = sinceLocalMidnight(local);
  const isQuiet = from < to ? time >= from && time < to : time >= from || time < to;
  if (!isQuiet) return at;
  const end = local - time + to + (to > time ? 0 : day);
  return reachedAfter(timeZone, end, at);
}

function withDigest({ digest, digestAt, timeZone }: Reaching, now: number): number {
  if (digest === 'none') return now;
  const local = now + offsetAt(timeZone, now);
  const time = sinceLocalMidnight(local);
  if (digest === 'hourly') return now + (hour - (time % hour));
  const wanted = sinceMidnight(digestAt);
  return reachedAfter(timeZone, local - time + wanted + (wanted > time ? 0 : day), now);
}

function atOnce({ severeAtOnce }: Reaching, severity: Severity): boolean {
  return severity === 'severe' && severeAtOnce;
}

/** When the zone's clock shows that local time; where it shows it twice and the first is past, the second. */
function reachedAfter(zone: string, local: number, now: number): number {
  const first = firstInstant(zone, (offset) => local - offset);
  return first > now ? first : local - offsetAt(zone, now);
}

function sinceLocalMidnight(local: number): number {
  return ((local % day) + day) % day;
}

function sinceMidnight(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * hour + Number(minutes) * minute;
}
