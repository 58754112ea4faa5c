import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { BacktestSummary } from '#libs/contracts';
import { run } from '../program.js';
import { type } from '../testing/terminal.js';

const Line = z.object({ at: z.string(), value: z.number(), forecast: z.object({ mean: z.number() }) });
const series = Array.from({ length: 20 }, (_, day) => `2026-03-${String(day + 1).padStart(2, '0')},${10 + (day % 3)}`);

describe('synco backtest', () => {
  test('answers each row with a line', async () => {
    const { exitCode, out } = await type(['backtest', '--scale', 'positive', '--good', 'near:11'], {
      stdin: `at,value\n${series.join('\n')}\n`,
    });
    const lines = out
      .trim()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)));
    expect(exitCode).toBe(0);
    expect(lines.map(({ at, value }) => `${at},${value}`)).toEqual(series);
  });

  test('writes the line of a row before more input comes', async () => {
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const ended = run(['backtest', '--cadence', 'day'], {
      env: {},
      stdin,
      stdout,
      stderr,
      pause: () => Promise.resolve(),
    });
    for (const row of series.slice(0, 3)) {
      stdin.write(`${row}\n`);
      const [chunk] = z.tuple([z.instanceof(Buffer)]).parse(await once(stdout, 'data'));
      expect(Line.parse(JSON.parse(String(chunk))).at).toBe(row.split(',')[0]);
    }
    stdin.end();
    expect(await ended).toBe(0);
  });

  test('ends with 2 when rows were refused', async () => {
    const { exitCode, err } = await type(['backtest'], { stdin: '2026-03-01,1\n2026-03-02,many\n' });
    expect([exitCode, err]).toEqual([2, '1 of 2 rows were refused; their lines say why.\n']);
  });

  describe('asked for a summary', () => {
    const fallen = Array.from({ length: 60 }, (_, month) => {
      const at = `${2020 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
      return `${at},${10 + ((month * 7) % 5) / 2 - (month >= 40 ? 9 : 0)}`;
    }).join('\n');

    test('says how many alerts a year there would be, next to the other sensitivities', async () => {
      const { exitCode, out } = await type(['backtest', '--summary', '--sensitivity', 'calm'], { stdin: fallen });
      expect(exitCode).toBe(0);
      expect(out).toContain('60 rows, 60 values, 0 missing; from 2020-01 to 2024-12: 60 periods, 5 years.');
      expect(out).toMatch(/^With these settings: 0\.\d alerts a year\.$/m);
      expect(out).toMatch(/calm\* +normal +sensitive\n/);
      expect(out).toMatch(/new level +1 +1 +1\n/);
      expect(out).toMatch(/The largest:\n(.*\n)* {2}2023-05 {2}new level, down, /);
    });

    test('gives it as JSON, after the lines where they are wanted too', async () => {
      const { out } = await type(['backtest', '--json', '--lines'], { stdin: fallen });
      const lines = out.trim().split('\n');
      expect(lines).toHaveLength(61);
      const summary = BacktestSummary.parse(JSON.parse(lines.at(-1) ?? ''));
      expect(summary).toMatchObject({ rows: 60, years: 5, sensitivities: [{ sensitivity: 'calm' }, {}, {}] });
    });

    test('says that too few values tell nothing, and where the refused rows can be read', async () => {
      const { exitCode, out, err } = await type(['backtest', '--summary'], {
        stdin: '2026-03-01,1\n2026-03-02,many\n',
      });
      expect(out).toMatch(/^1 row, 1 value, 0 missing, 1 refused; .*\nToo few values: nothing can be said yet\.\n$/);
      expect([exitCode, err]).toEqual([2, '1 of 2 rows were refused; with --lines their lines say why.\n']);
    });
  });

  test.each([
    [['--scale', 'wide'], '--scale is one of real, positive, count, fraction, not "wide".'],
    [['--good', 'near:'], '--good is more, less or near:NUMBER, not "near:".'],
    [['--cadence', 'sometimes'], 'sometimes'],
    [['missing.csv'], 'missing.csv cannot be read.'],
  ])('says what is wrong with %j', async (argv, sentence) => {
    const { exitCode, err } = await type(['backtest', ...argv], { stdin: '2026-03-01,1\n' });
    expect([exitCode, err.includes(sentence)]).toEqual([1, true]);
  });
});
