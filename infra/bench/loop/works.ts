import { createHash } from 'node:crypto';
import { type OrganisationDocument, topics } from '#libs/contracts';
import type { OutgoingRecord } from '#libs/regulation';
import type { z } from 'zod';

/** What the loop is given to do: `indicators` daily figures a day over `periods` days, in a tree of 100 units or alone. */
export interface Works {
  indicators: number;
  periods: number;
  /** Five minutes a figure instead of a day: so many periods are recent enough for alerts. */
  quick?: boolean;
  /** Whether team, works and root each have a sum over what lies below them. */
  rollUps: boolean;
  /** An instant in the last period: figures long past raise no alerts. */
  lastAt: string;
}

const teams = 90;
const works = 9;
const dayMs = 86_400_000;
const quickMs = 5 * 60_000;

/** The organisation document: one root, nine works, ninety teams. */
export function organisationOf({ indicators, rollUps, quick = false }: Works): z.input<typeof OrganisationDocument> {
  const cadence = quick ? ({ minutes: 5 } as const) : ('day' as const);
  const daily = { name: 'Output', measure: 'pieces', cadence, scale: 'real', good: 'more' } as const;
  const whole = { ...daily, rollUp: { rule: 'sum' } } as const;
  const workOf = (team: number) => `works-${team % works}`;
  const sums = [
    { ...whole, id: 'root.output', unit: 'root' },
    ...upTo(works).map((n) => ({ ...whole, id: `works-${n}.output`, unit: `works-${n}`, into: 'root.output' })),
    ...upTo(teams).map((n) => ({ ...whole, id: `team-${n}.output`, unit: `team-${n}`, into: `${workOf(n)}.output` })),
  ];
  return {
    name: 'Bench',
    units: [
      { id: 'root', name: 'Root', parent: null, timeZone: 'Europe/Madrid' },
      ...upTo(works).map((n) => ({ id: `works-${n}`, name: `Works ${n}`, parent: 'root' })),
      ...upTo(teams).map((n) => ({ id: `team-${n}`, name: `Team ${n}`, parent: workOf(n) })),
    ],
    indicators: [
      ...(rollUps ? sums : []),
      ...upTo(indicators).map((n) => ({
        ...daily,
        id: indicatorOf(n),
        unit: unitOf(n),
        ...(rollUps ? { into: `team-${n % teams}.output` } : {}),
      })),
    ],
  };
}

/** The name of the n-th leaf indicator. */
export function indicatorOf(n: number): string {
  return `team-${n % teams}.output-${n}`;
}

/** All observations as bus records, in the order of their periods. */
export function* recordsOf(works: Works): Generator<OutgoingRecord> {
  for (let number = 0; number < works.periods; number += 1) {
    for (let n = 0; n < works.indicators; n += 1) {
      const observation = observationOf(works, n, number);
      yield {
        topic: topics.observations,
        key: observation.indicator,
        id: observation.id,
        value: JSON.stringify({ ...observation, postedAt: works.lastAt }),
      };
    }
  }
}

/** The n-th indicator's observation of a period, `works.periods` - 1 being the last; ids look like those that programs make. */
export function observationOf(works: Works, n: number, number: number, more = 0) {
  const indicator = indicatorOf(n);
  const at = Date.parse(works.lastAt) - (works.periods - 1 - number) * (works.quick ? quickMs : dayMs);
  const about = works.quick ? { at: new Date(at).toISOString() } : { period: new Date(at).toISOString().slice(0, 10) };
  return { id: idOf(`${indicator} ${at}`), indicator, ...about, value: valueAt(n, number) + more, by: 'Ana' };
}

/** The unit of the n-th leaf indicator. */
export function unitOf(n: number): string {
  return `team-${n % teams}`;
}

/** Noise of sd 5 about a level of its own, the same in every run; one indicator in twenty steps up half way. */
function valueAt(n: number, day: number): number {
  const level = 100 + (n % 50) + (n % 20 === 0 && day % 100 >= 50 ? 15 : 0);
  let sum = -6;
  for (let i = 0; i < 12; i += 1) sum += fraction(n * 7_919 + day * 104_729 + i * 1_299_709);
  return Math.round((level + 5 * sum) * 100) / 100;
}

function fraction(seed: number): number {
  let x = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 4_294_967_296;
}

function idOf(text: string): string {
  const hex = createHash('md5').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}
