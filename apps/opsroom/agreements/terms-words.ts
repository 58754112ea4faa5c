import type { AgreementTerms } from '#libs/contracts';
import { formatNumber } from '../format/numbers.js';
import { words } from '../words.js';

/** A duration as ISO 8601 writes it, in words: PT8H is "8 hours". */
export function durationInWords(duration: string): string {
  const [days = '', clock = ''] = duration.slice(1).split('T');
  const parts = [...days.matchAll(/(\d+)([WD])/g), ...clock.matchAll(/(\d+)([HM])/g)];
  return parts.map(([, count, unit]) => many(Number(count), unit ?? '')).join(' ');
}

function many(count: number, unit: string): string {
  const names: Readonly<Record<string, readonly string[]>> = words.agreements.units;
  const [one = unit, more = unit] = names[unit] ?? [];
  return `${formatNumber(count)} ${count === 1 ? one : more}`;
}

/** What an agreement says, in one line: what it is about, the time, and when somebody is reminded. */
export function termsInWords(terms: AgreementTerms, indicatorName: (id: string) => string): string {
  const { about, row, acknowledge, ended } = words.agreements;
  const matter = [
    terms.kind === undefined ? about.all : about.kinds[terms.kind],
    terms.indicator === undefined ? '' : about.of(indicatorName(terms.indicator)),
    terms.severity === undefined ? '' : `(${about.severities[terms.severity]})`,
  ];
  const times = [
    terms.dealWithin === null ? ended : durationInWords(terms.dealWithin),
    terms.acknowledgeWithin === undefined ? '' : acknowledge(durationInWords(terms.acknowledgeWithin)),
  ];
  return row(joined(matter, ' '), joined(times, '; '));
}

function joined(parts: readonly string[], by: string): string {
  return parts.filter((part) => part !== '').join(by);
}
