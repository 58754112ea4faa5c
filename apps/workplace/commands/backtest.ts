import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Scale, Sensitivity, SyncoError } from '#libs/contracts';
import type { Good } from '#libs/contracts';
import { backtest } from '../backtest.js';
import { exitCodes } from '../failure.js';
import { write } from '../io.js';
import type { Io } from '../io.js';
import { summaryText } from './backtest-summary.js';

/** What `synco backtest` was given, as it was typed. */
export interface BacktestFlags {
  cadence?: string;
  scale: string;
  good: string;
  sensitivity: string;
  summary?: boolean;
  lines?: boolean;
  json?: boolean;
}

/**
 * Runs the filter over `at,value` rows, one JSON line out for each before more input is needed, or (after the lines, where both are
 * asked for) a summary of what would have been told; returns the exit code.
 */
export async function backtestFile(file: string, flags: BacktestFlags, io: Io): Promise<number> {
  const options = {
    ...(flags.cadence === undefined ? {} : { cadence: flags.cadence }),
    scale: oneOf(Scale.options, 'scale', flags.scale),
    good: readGood(flags.good),
    sensitivity: oneOf(Sensitivity.options, 'sensitivity', flags.sensitivity),
    summary: flags.summary === true,
  };
  const withLines = flags.lines === true || !options.summary;
  const lines = createInterface({ input: await openLines(file, io), crlfDelay: Infinity });
  const { rows, bad, summary } = await backtest(
    lines,
    (line) => (withLines ? write(io.stdout, `${line}\n`) : undefined),
    options,
  );
  if (summary) await write(io.stdout, flags.json ? `${JSON.stringify(summary)}\n` : summaryText(summary, bad));
  if (bad === 0) return exitCodes.done;
  const why = withLines ? 'their lines say why' : 'with --lines their lines say why';
  await write(io.stderr, `${bad} of ${rows} rows were refused; ${why}.\n`);
  return exitCodes.someRefused;
}

async function openLines(file: string, io: Io): Promise<Readable> {
  if (file === '-') return io.stdin;
  const found = await stat(file).catch(() => null);
  if (found === null || found.isDirectory()) throw new SyncoError('file-unreadable', `${file} cannot be read.`);
  return createReadStream(file);
}

function oneOf<T extends string>(known: readonly T[], option: string, given: string): T {
  const found = known.find((name) => name === given);
  if (found === undefined)
    throw new SyncoError('usage-wrong', `--${option} is one of ${known.join(', ')}, not "${given}".`);
  return found;
}

function readGood(given: string): Good {
  if (given === 'more' || given === 'less') return given;
  const near = Number(/^near:(.+)$/.exec(given)?.[1] ?? Number.NaN);
  if (!Number.isFinite(near))
    throw new SyncoError('usage-wrong', `--good is more, less or near:NUMBER, not "${given}".`);
  return { near };
}
