import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addressOf } from './cell.js';
import type { Cell } from './cell.js';
import { readTable } from './read-table.js';
import { team, present } from './testing/team.js';

const organisation = team();

/** Numbers as people in different places write them, to three decimals. */
const numberWriters = [
  (value: number) => value,
  String,
  (value: number) => String(value).replace('.', ','),
  ...['en-GB', 'de-DE', 'es-ES', 'fr-FR', 'de-CH', 'en-IN'].map((locale) => {
    const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 3, useGrouping: 'always' });
    return (value: number) => format.format(value);
  }),
];

/** Days as people in different places write them. */
const dayWriters: ((day: string) => Cell)[] = [
  (day) => day,
  (day) => `${day}T00:00:00`,
  (day) => ((y, m, d) => `${Number(d)}.${Number(m)}.${y}`)(...partsOf(day)),
  (day) => ((y, m, d) => `${d}/${m}/${y}`)(...partsOf(day)),
  (day) => ((y, m, d) => `${Number(m)}/${Number(d)}/${y}`)(...partsOf(day)),
  (day) => ((y, m, d) => `${d}/${m}/${y.slice(2)}`)(...partsOf(day)),
  (day) => ((y, m, d) => `${m}-${d}-${y.slice(2)}`)(...partsOf(day)),
  (day) => ((y, m, d) => `${y.slice(2)}.${m}.${d}`)(...partsOf(day)),
  (day) => (Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000,
];

function partsOf(day: string): [string, string, string] {
  const [year = '', month = '', date = ''] = day.split('-');
  return [year, month, date];
}

const days = fc.uniqueArray(
  fc.integer({ min: 1, max: 400 }).map((back) => new Date(present - back * 86_400_000).toISOString().slice(0, 10)),
  { minLength: 1, maxLength: 12 },
);
const thousandths = (min: number) => fc.integer({ min, max: 5_000_000 }).map((value) => value / 1000);
const figuresOf = {
  'team-a.output': fc.oneof(thousandths(0), fc.integer({ min: 0, max: 9_999_999 })),
  'team-a.drift': fc.oneof(thousandths(-5_000_000), fc.constantFrom(-1.234, 1.234, 1234, -0.5)),
  'team-a.stops': fc.integer({ min: 0, max: 20_000 }),
};
const headers = {
  'team-a.output': ['team-a.output', 'Output', 'OUTPUT (pieces)'],
  'team-a.drift': ['Drift', 'team-a.drift', 'Drift (mm)'],
  'team-a.stops': ['Stops', ' stops ', 'team-a.stops'],
};
type Id = keyof typeof figuresOf;
const ids: readonly Id[] = ['team-a.output', 'team-a.drift', 'team-a.stops'];

const sheets = days.chain((dates) =>
  fc.record({
    dates: fc.constant(dates),
    columns: fc.tuple(
      ...ids.map((id) => fc.array(fc.option(figuresOf[id]), { minLength: dates.length, maxLength: dates.length })),
    ),
    headers: fc.tuple(...ids.map((id) => fc.constantFrom(...headers[id]))),
    number: fc.constantFrom(...numberWriters),
    day: fc.constantFrom(...dayWriters),
    long: fc.boolean(),
  }),
);
type Sheet = typeof sheets extends fc.Arbitrary<infer T> ? T : never;

interface Written {
  cells: Cell[][];
  /** What stands where, by address. */
  figures: Map<string, { id: Id; day: string; value: number; excuses: string[] }>;
}

function write({ dates, columns, headers, number, day, long }: Sheet): Written {
  const written: Written = {
    cells: [long ? ['indicator', 'date', 'value'] : ['Date', ...headers]],
    figures: new Map(),
  };
  for (const [index, date] of dates.entries()) {
    if (!long) written.cells.push([day(date), ...ids.map(() => null)]);
    for (const [which, id] of ids.entries()) {
      const value = columns[which]?.[index] ?? null;
      if (value === null) continue;
      if (long) written.cells.push([headers[which] ?? '', day(date), number(value)]);
      const row = written.cells.length - 1;
      const column = long ? 2 : which + 1;
      if (!long) written.cells[row]![column] = number(value);
      const excuses = [
        { row, column },
        { row, column: long ? 1 : 0 },
      ].map(addressOf);
      written.figures.set(addressOf({ row, column }), { id, day: date, value, excuses });
    }
  }
  return written;
}

describe('a table written in whatever way', () => {
  test('is read as the same figures, or doubted, never as others in silence', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const { cells, figures } = write(sheet);
        const { rows, doubts } = readTable(cells, organisation, { unit: 'team-a', now: present });
        const read = new Map(rows.flatMap(({ figures }) => figures).map((figure) => [figure.address, figure]));
        for (const [address, { observation, period }] of read) {
          expect({ ...observation, period }).toMatchObject(expected(figures.get(address)));
        }
        const errors = new Set(doubts.filter(({ severity }) => severity === 'error').map(({ address }) => address));
        for (const [address, { excuses }] of figures) {
          expect(read.has(address) || excuses.some((excuse) => errors.has(excuse))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('gives every figure once what it leaves open is answered rightly', () => {
    const open = sheets.filter(({ number, day }) => orderOf(day) !== null && markOf(number) !== null);
    fc.assert(
      fc.property(open, (sheet) => {
        const { cells, figures } = write(sheet);
        const answers = { dates: orderOf(sheet.day) ?? undefined, decimal: markOf(sheet.number) ?? undefined };
        const { rows } = readTable(cells, organisation, { unit: 'team-a', now: present, ...answers });
        const read = rows.flatMap(({ figures }) => figures);
        expect(read.map(({ address }) => address).toSorted()).toEqual([...figures.keys()].toSorted());
        for (const { address, observation } of read) expect(observation).toMatchObject(expected(figures.get(address)));
      }),
      { numRuns: 300 },
    );
  });
});

function expected(figure: { id: Id; day: string; value: number } | undefined) {
  return { indicator: figure?.id, period: figure?.day, value: figure?.value };
}

function orderOf(day: (typeof dayWriters)[number]): 'dmy' | 'mdy' | 'ymd' | null {
  return ([null, null, 'dmy', 'dmy', 'mdy', 'dmy', 'mdy', 'ymd'] as const)[dayWriters.indexOf(day)] ?? null;
}

function markOf(number: (typeof numberWriters)[number]): 'comma' | 'point' | null {
  const index = numberWriters.indexOf(number);
  return index === 0 ? null : [2, 4, 5, 6].includes(index) ? 'comma' : 'point';
}
