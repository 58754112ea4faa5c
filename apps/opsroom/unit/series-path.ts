import { endOfDay } from './spans.js';

/** The address of a series from an ISO date on, as it was known at the end of a day; null leaves either open. */
export function seriesPath(indicator: string, { from, known }: { from: string | null; known: string | null }): string {
  const query = new URLSearchParams();
  if (from !== null) query.set('from', from);
  if (known !== null) query.set('asKnownAt', endOfDay(known));
  const asked = query.toString();
  return `/api/indicators/${encodeURIComponent(indicator)}/series${asked === '' ? '' : `?${asked}`}`;
}
