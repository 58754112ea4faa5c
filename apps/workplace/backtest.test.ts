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
    expect(counted).toEqual({ rows: 50, bad: 0, summary: null });
    expect(lines.every((line) => Assessment.safeParse(line).success)).toBe(true);
    expect(lines.map(({ at, value }) => `${at},${value}`)).toEqual(daily);
    const told = lines.flatMap(({ at, deviation }) => (deviation ? [{ at, ...deviation }] : []));
    expect(told.at(0)).toMatchObject({ at: '2026-12-11', status: 'raised', direction: 'down', onset: '2026-12-11' });
    expect(told.at(-1)).toMatchObject({ status: 'settled', kind: 'step', direction: 'down', onset: '2026-12-11' });
  });

  test('a sentence names a row by its date in words, or as its time is written', async () => {
    const sentenceAt = async (rows: readonly string[]) => {
      const { lines } = await run(rows);
      return lines.find(({ deviation }) => deviation)?.deviation?.sentence;
    };
    expect(await sentenceAt(daily)).toEqual({
      en: expect.stringContaining('Friday 11 December was unusually low'),
      es: expect.stringContaining('La cifra del viernes 11 de diciembre fue inusualmente baja'),
    });
    const timed = daily.map((row) => row.replace(',', ' 06:00:00,'));
    expect((await sentenceAt(timed))?.en).toContain('2026-12-11 06:00:00 was unusually low');
    const numbered = daily.map((row, index) => row.replace(/.*,/, `${index + 1},`));
    expect((await sentenceAt(numbered))?.es).toContain('La cifra de 41 fue inusualmente baja');
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
    expect(counted).toEqual({ rows: 2, bad: 0, summary: null });
    expect((await run(['2026-11-01,1', '2026-11-02,2'])).counted).toEqual({ rows: 2, bad: 0, summary: null });
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
    expect(counted).toEqual({ rows: 10, bad: 8, summary: null });
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

  test('a cadence that the first rows show serves as if it had been told', async () => {
    const monthly = Array.from({ length: 60 }, (_, i) => {
      const at = new Date(Date.UTC(2020, i, 1)).toISOString().slice(0, 7);
      return `${at},${100 + 10 * Math.sin((i * Math.PI) / 6) + ((i * 7) % 5) / 5}`;
    });
    const [shown, told] = [await run(monthly), await run(monthly, { cadence: 'P1M' })];
    expect(shown.lines.slice(10)).toEqual(told.lines.slice(10));
    const unknown = await run(monthly.map((row, i) => row.replace(/^[^,]*/, String(i))));
    expect(shown.lines.at(-1)?.forecast).not.toEqual(unknown.lines.at(-1)?.forecast);
  });

  test('dates that stand for months are named as months in words, and as they came in the onset', async () => {
    const monthly = Array.from({ length: 50 }, (_, i) => {
      const at = new Date(Date.UTC(2020, i, 1)).toISOString().slice(0, 10);
      return `${at},${10 + ((i * 7) % 5) / 2 - (i >= 40 ? 9 : 0)}`;
    });
    const { lines } = await run(monthly);
    const first = lines.flatMap(({ deviation }) => deviation ?? []).at(0);
    expect(first?.onset).toBe('2023-05-01');
    expect(first?.sentence.en).toMatch(/^May /);
  });

  test('a fraction may say what it is of, by name or in the third place', async () => {
    const shares = (of: string) => daily.map((row, i) => `${row.slice(0, 10)},${0.1 + ((i * 7) % 5) / 100}${of}`);
    const scale = { scale: 'fraction' } as const;
    const [few, alias, placed, unknown] = [
      await run(['at,value,of', ...shares(',20')], scale),
      await run(['at,value,N', ...shares(',20')], scale),
      await run(shares(',20'), scale),
      await run(shares(''), scale),
    ];
    expect(alias.lines).toEqual(few.lines);
    expect(placed.lines).toEqual(few.lines);
    expect(few.lines.at(-1)?.forecast?.sd).toBeGreaterThan(unknown.lines.at(-1)?.forecast?.sd ?? NaN);
    const { lines } = await run(['at,value,of', '2026-03-01,0.5,many', '2026-03-02,0.5,0', '2026-03-03,0.5,'], scale);
    expect(lines.map(({ error }) => error?.code ?? 'assessed')).toEqual([
      'observation-malformed',
      'observation-malformed',
      'assessed',
    ]);
    expect((await run(['2026-03-01,0.5,a note'])).counted.bad).toBe(0);
  });

  test('counts, where that is asked for, what each sensitivity would have told', async () => {
    const { lines, counted } = await run([...daily, 'nonsense,1'], { summary: true });
    expect(lines.slice(0, 50)).toEqual((await run(daily)).lines);
    expect(counted).toMatchObject({ rows: 51, bad: 1, summary: { rows: 50, periods: 50, chosen: 'normal' } });
    const names = new Set(lines.flatMap(({ deviation }) => deviation?.id ?? []));
    const normal = counted.summary?.sensitivities.find(({ sensitivity }) => sensitivity === 'normal');
    expect(normal).toMatchObject({ alerts: names.size, kinds: { step: 1 }, signs: { pleasure: 0 } });
    expect(normal?.aYear).toBeCloseTo((names.size * 365.25) / 50, 9);
    expect(counted.summary?.largest.at(0)).toMatchObject({ onset: '2026-12-11', direction: 'down' });
  });
});
