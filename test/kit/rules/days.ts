import { instant, ms } from './hold.js';

const day = 86_400_000;
const begun = new Map<string, number>();

/** When the local day begins that lies so many days after a date, by what the platform's clock shows. */
export function dayBegins(zone: string, date: string, later = 0): number {
  const wanted = dateLater(date, later);
  const known = begun.get(`${zone} ${wanted}`);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  let at = ms(`${wanted}T00:00:00Z`) - 15 * 3_600_000;
  while (clock.format(at) < wanted) at += 900_000;
  begun.set(`${zone} ${wanted}`, at);
  return at;
}

export function dateLater(date: string, days: number): string {
  return instant(ms(`${date}T00:00:00Z`) + days * day).slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((ms(`${to}T00:00:00Z`) - ms(`${from}T00:00:00Z`)) / day);
}
