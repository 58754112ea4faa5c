import type { BacktestCount, DeviationKind } from '#libs/contracts';
import { formatNumber } from '../format/numbers.js';
import { words } from '../words.js';

const kinds: readonly DeviationKind[] = ['step', 'slope', 'transient', 'unclear'];

/** A rate with the two digits that can be relied on: 0.25 · 1.3 · 12. */
export function formatRate(rate: number, locale?: string): string {
  return formatNumber(Number(rate.toPrecision(2)), locale);
}

/** How many alerts a year there would be, and how many of each kind; in a thousand figures where a year is not known. */
export function rateInWords({ aYear, aThousandRows, alerts, kinds: counts }: BacktestCount): string {
  const rate = aYear ?? aThousandRows;
  const parts = kinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => words.trying.inKind[kind](formatRate((rate * counts[kind]) / alerts)));
  return (aYear === null ? words.trying.rateOfRows : words.trying.rate)(formatRate(rate), parts);
}
