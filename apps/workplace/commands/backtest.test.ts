import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
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
