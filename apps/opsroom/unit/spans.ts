import type { Cadence } from '#libs/contracts';
import { isoDate, periodStart } from '../format/periods.js';

/** How far back a chart looks from its newest figure. */
export type Span = 'quarter' | 'year' | 'years' | 'all';

const days: Record<Span, number | null> = { quarter: 92, year: 366, years: 5 * 366, all: null };

/** The spans worth offering where the slowest and fastest of these cadences are shown. */
export function spansFor(cadences: readonly Cadence[]): Span[] {
  const slow = cadences.some(isSlow);
  const fast = cadences.some((cadence) => !isSlow(cadence));
  return [...(fast ? ['quarter' as const] : []), 'year', ...(slow ? ['years' as const] : []), 'all'];
}

/** The span shown before anybody has chosen: a quarter of daily figures, five years of monthly ones. */
export function usualSpan(cadence: Cadence): Span {
  return isSlow(cadence) ? 'years' : 'quarter';
}

/** The ISO date from which a series is read, counted back from its newest period; null for everything. */
export function startOf(span: Span, newest: string | null): string | null {
  const length = days[span];
  const end = newest === null ? null : periodStart(newest);
  return length === null || end === null ? null : isoDate(end - length * 86_400_000);
}

/** The instant at which a chosen local day is over: "as known on" a day includes what came that day. */
export function endOfDay(date: string): string {
  const start = new Date(`${date}T00:00:00`);
  return new Date(start.getFullYear(), start.getMonth(), start.getDate() + 1).toISOString();
}

function isSlow(cadence: Cadence): boolean {
  return cadence === 'month' || cadence === 'quarter' || cadence === 'year';
}
