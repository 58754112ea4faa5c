import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { Assessment } from '#libs/contracts';
import { backtest, type BacktestOptions } from './backtest.js';

const options: BacktestOptions = { scale: 'real', good: 'more', sensitivity: 'normal' };

const Line = Assessment.partial().extend({
  at: z.string(),
  value: z.number().nullable().optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});
type Line = z.infer<typeof Line>;
const lineOf = (text: string): Line => Line.parse(JSON.parse(text));

async function run(rows: readonly string[], more: Partial<BacktestOptions> = {}) {
  const lines: Line[] = [];
  const counted = await backtest(
    (async function* () {
      yield* rows;
    })(),
    (line) => {
      lines.push(lineOf(line));
    },
    { ...options, ...more },
  );
  return { lines, counted };
}

/** Days of November and December 2026, level 10, with a fall by 6 from the 41st on. */
const daily = Array.from({ length: 50 }, (_, i) => {
  const at = new Date(Date.UTC(2026, 10, 1 + i)).toISOString().slice(0, 10);
  return `${at},${10 + ((i * 7) % 5) / 2 - (i >= 40 ? 6 : 0)}`;
});

describe('backtest', () => {
  test('answers every row with one line before it asks for the next', async () => {
    const course: string[] = [];
    const source = async function* () {
      for (const row of ['at,value', ...daily.slice(0, 4), 'nonsense', '']) {
        course.push(`asked for ${row.slice(0, 10)}`);
        yield row;
      }
    };
    const write = async (line: string) => {
      await new Promise((resolve) => setImmediate(resolve));
      course.push(`wrote ${lineOf(line).at}`);
    };
    await backtest(source(), write, options);
    expect(course).toEqual([
      'asked for at,value',
      ...daily.slice(0, 4).flatMap((row) => [`asked for ${row.slice(0, 10)}`, `wrote ${row.slice(0, 10)}`]),
      'asked for nonsense',
      'wrote nonsense',
      'asked for ',
    ]);
  });

  test('gives the assessment of the contracts flat beside at and value, the onset named by its row', async () => {
    const { lines, counted } = await run(['at,value', ...daily]);
    expect(counted).toEqual({ rows: 50, bad: 0 });
    expect(lines.every((line) => Assessment.safeParse(line).success)).toBe(true);
    expect(lines.map(({ at, value }) => `${at},${value}`)).toEqual(daily);
    const told = lines.flatMap(({ at, deviation }) => (deviation ? [{ at, ...deviation }] : []));
    expect(told).toMatchObject([
      { at: '2026-12-11', status: 'raised', direction: 'down', onset: '2026-12-11' },
      { at: '2026-12-12', status: 'settled', kind: 'step', direction: 'down', onset: '2026-12-11' },
    ]);
  });

  test('a header is optional, its columns may be named, quotes and a byte order mark are taken', async () => {
    const { lines, counted } = await run([
      '\uFEFFvalue,note,"timestamp"',
      '"1.5","a, b","2026-11-01 10:00:00"',
      '2,,2026-11-01 11:00:00',
    ]);
    expect(lines.map(({ at, value }) => [at, value])).toEqual([
      ['2026-11-01 10:00:00', 1.5],
      ['2026-11-01 11:00:00', 2],
    ]);
    expect(counted).toEqual({ rows: 2, bad: 0 });
    expect((await run(['2026-11-01,1', '2026-11-02,2'])).counted).toEqual({ rows: 2, bad: 0 });
  });

  test('blank, NA and NaN are missing values: a forecast, and nothing told', async () => {
    const { lines } = await run([...daily.slice(0, 20), '2026-11-21,', '2026-11-22,NA', '2026-11-23,NaN']);
    expect(lines.slice(20).map(({ value, deviation }) => [value, deviation])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
    expect(lines.at(-1)?.forecast?.mean).toBeCloseTo(11, 0);
  });

  test('rows that cannot be read, go back in time or do not fit the scale are answered with an error, and it goes on', async () => {
    const rows = [
      '2026-11-02,1',
      'tomorrow,1',
      '2026-11-03,much',
      '2026-11-04',
      '2026-11-01,1',
      '2026-11-02,1',
      '2026-11-05,-1',
      '"2026-11',
      '2026-02-30,1',
      '2026-11-06,2',
    ];
    const { lines, counted } = await run(rows, { scale: 'positive' });
    expect(lines.map(({ error }) => error?.code ?? 'assessed')).toEqual([
      'assessed',
      'observation-malformed',
      'observation-malformed',
      'observation-malformed',
      'replay-time-backwards',
      'replay-time-backwards',
      'value-out-of-scale',
      'observation-malformed',
      'observation-malformed',
      'assessed',
    ]);
    expect(counted).toEqual({ rows: 10, bad: 8 });
  });

  test('left-out periods are counted by the cadence, or by the median gap', async () => {
    const without = daily.filter((_, i) => i < 30 || i > 33).slice(0, 32);
    const blank = daily.slice(0, 36).map((row, i) => (i < 30 || i > 33 ? row : `${row.slice(0, 10)},`));
    const [gap, cadence, missing] = [await run(without), await run(without, { cadence: 'day' }), await run(blank)];
    expect(cadence.lines.at(-1)).toEqual(gap.lines.at(-1));
    expect(gap.lines.at(-1)?.forecast?.sd).toBeCloseTo(missing.lines.at(-1)?.forecast?.sd ?? NaN, 9);
  });

  test('a cadence that cannot be read stops it with a sentence', async () => {
    await expect(run(daily, { cadence: 'fortnightly' })).rejects.toMatchObject({ code: 'usage-wrong' });
  });
});
