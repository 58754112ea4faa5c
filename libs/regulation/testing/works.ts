import { type Figure, type Observation, OrganisationDocument, topics } from '#libs/contracts';
import { periodOfOrdinal, readPeriod } from '#libs/indicators';
import { organise, type Organisation } from '#libs/organisation';
import type { Batch, IncomingRecord } from '../bus.js';

const daily = { name: 'Output', measure: 'pieces', cadence: 'day', scale: 'real', good: 'more' };

/** A works with two teams: `left` and `right` are summed into `all`; `left` deals with its alerts within eight hours. */
export function works(more: { left?: object; right?: object; all?: object; further?: object[] } = {}): Organisation {
  const document = OrganisationDocument.parse({
    name: 'Works',
    units: [
      { id: 'works', name: 'Works', parent: null, timeZone: 'Europe/Berlin' },
      { id: 'left-team', name: 'Left', parent: 'works' },
      { id: 'right-team', name: 'Right', parent: 'works' },
    ],
    indicators: [
      { ...daily, id: 'all', unit: 'works', rollUp: { rule: 'sum' }, ...more.all },
      { ...daily, id: 'left', unit: 'left-team', into: 'all', ...more.left },
      { ...daily, id: 'right', unit: 'right-team', into: 'all', ...more.right },
      ...(more.further ?? []).map((item) => ({ ...daily, ...item })),
    ],
    agreements: [{ unit: 'left-team', dealWithin: 'PT8H' }],
  });
  return organise(1, document);
}

const firstDay = readPeriod('day', 'Europe/Berlin', '2026-01-01')?.ordinal ?? 0;

/** The n-th day of 2026 in Berlin, from 0. */
export function dayOfYear(n: number) {
  return periodOfOrdinal('day', 'Europe/Berlin', firstDay + n);
}

/** What somebody posts about the n-th day. */
export function posted(n: number, value: number, more: Partial<Observation> = {}): Observation {
  const period = dayOfYear(n).name;
  return { id: `left-${n}`, indicator: 'left', period, value, postedAt: '2026-06-01T00:00:00Z', ...more };
}

/** A settled figure of the n-th day. */
export function figure(indicator: string, n: number, value: number, more: Partial<Figure> = {}): Figure {
  const { name: period, ordinal, starts } = dayOfYear(n);
  return {
    indicator,
    period,
    ordinal,
    starts,
    revision: 1,
    value,
    comparable: value,
    coverage: 1,
    settled: true,
    actuality: value,
    capability: null,
    potentiality: null,
    ...more,
  };
}

/** Records as they lie on the bus, from an offset on. */
export function recordsOf(messages: readonly object[], from = 0): IncomingRecord[] {
  return messages.map((message, place) => ({
    offset: from + place,
    key: null,
    id: null,
    value: JSON.stringify(message),
  }));
}

/** A batch of the topic of observations, on a log that ends where the batch does. */
export function batchOf(records: IncomingRecord[], more: Partial<Batch> = {}): Batch {
  const logEnd = (records.at(-1)?.offset ?? -1) + 1;
  return { bus: 'bus', topic: topics.observations, partition: 0, logStart: 0, logEnd, records, ...more };
}

/** Values about 100 with an sd of about 1, always the same. */
export function calm(n: number): number {
  return 100 + ([0.3, -1.1, 0.8, -0.2, 1.4, -0.9, 0.1, 0.6, -1.5, 0.5, -0.4][n % 11] ?? 0) + ((n * 7) % 5) / 10;
}
