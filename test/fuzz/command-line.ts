import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCatalogue } from '#libs/contracts';
import { exitCodes } from '../../apps/workplace/failure.js';
import { type } from '../../apps/workplace/testing/terminal.js';
import { Chance } from '../kit/chance.js';
import { anyText, hostile } from './spoil.js';
import { blame, count, newTally, type Order, type Tally } from './tally.js';

const patience = 20_000;
/** Command lines that would do something; FILE is the file that is given. */
const commands = [
  'organisation apply FILE --dry-run',
  'organisation show',
  'calendar import FILE --unit weavers --from 2026-01-01 --to 2026-12-31',
  'post cloth 412 --period 2026-11-20 --note later',
  'import FILE --preview',
  'import FILE --yes --dates dmy --decimal comma',
  'replay FILE --name history',
  'backtest FILE --cadence day --scale positive --good less --sensitivity calm',
  'backtest FILE --summary',
  'backtest - --json',
  'storage --keep-months 12 --json',
  'sign-in ines@union.example',
  'sign-out',
  'agent enrol --unit weavers --indicators cloth',
  'agent --watch FILE',
  '',
].map((line) => line.split(' '));
const options = [
  '--dry-run',
  '--unit',
  '--from',
  '--to',
  '--keep-months',
  '--json',
  '--period',
  '--at',
  '--note',
  '--by',
  '--id',
  '--preview',
  '--yes',
  '--sheet',
  '--dates',
  '--decimal',
  '--refused',
  '--name',
  '--still-open',
  '--cadence',
  '--scale',
  '--good',
  '--sensitivity',
  '--summary',
  '--lines',
  '--server',
  '--as',
  '--data',
  '--indicators',
  '--help',
  '--version',
  '--',
  '-',
  '-x',
  '--nothing',
];
const words = [
  'cloth',
  '412',
  'weavers',
  'Ana@weavers',
  'day',
  '5m',
  'real',
  'near:3',
  'calm',
  '2026-11-20',
  'team-7.output',
  '-',
];

/** Throws arguments, files and standard input at synco, with no server to answer: each ends with a sentence and a code, and with an exit code that is told. */
export async function fuzzCommandLine({ inputs, seed }: Order): Promise<Tally> {
  const tally = newTally('command line');
  const home = await mkdtemp(join(tmpdir(), 'synco-fuzz-'));
  const before = process.cwd();
  // What is written to a file of a hostile name lies here, and nowhere else.
  process.chdir(home);
  const started = performance.now();
  try {
    for (let n = 0; n < inputs; n += 1) await throwOne(new Chance(seed * 3_000_017 + n), home, tally, n);
  } finally {
    tally.seconds = (performance.now() - started) / 1_000;
    process.chdir(before);
    await rm(home, { recursive: true, force: true });
  }
  return tally;
}

async function throwOne(chance: Chance, home: string, tally: Tally, n: number): Promise<void> {
  const file = join(home, 'given');
  const content = contentOf(chance);
  await writeFile(file, content);
  const argv = argumentsOf(chance, file);
  const env = {
    SYNCO_SERVER: chance.happens(0.95) ? 'http://127.0.0.1:9' : anyText(chance),
    SYNCO_AS: chance.happens(0.9) ? 'Ana@weavers' : anyText(chance),
    SYNCO_KEY: chance.happens(0.2) ? anyText(chance) : undefined,
    XDG_CONFIG_HOME: home,
    HOME: home,
  };
  const told = () =>
    `input ${n}: synco ${JSON.stringify(argv)} ${JSON.stringify(env)} with ${JSON.stringify(content.slice(0, 300))}`;
  const ended = await Promise.race([
    type(argv, { stdin: content, env }).catch((error: unknown) => ({ thrown: error })),
    new Promise<'late'>((late) => setTimeout(() => late('late'), patience).unref()),
  ]);
  if (ended === 'late' || 'thrown' in ended) {
    count(tally, ended === 'late' ? 'hangs' : 'thrown');
    blame(
      tally,
      `${told()}: ${ended === 'late' ? 'does not end' : String(ended.thrown instanceof Error ? ended.thrown.stack : ended.thrown)}`,
    );
    return;
  }
  const code = /^synco: [^]*\(([a-z-]+)\)$/m.exec(ended.err)?.[1];
  count(tally, `${ended.exitCode} ${code ?? ''}`.trim());
  if (!Object.values<number>(exitCodes).includes(ended.exitCode))
    blame(tally, `${told()}: exit code ${ended.exitCode}`);
  const isKnown = code !== undefined && code !== 'internal' && Object.hasOwn(errorCatalogue, code);
  const isTold = ended.exitCode === exitCodes.done || ended.exitCode === exitCodes.someRefused || isKnown;
  if (!isTold) blame(tally, `${told()}: ${ended.err.slice(0, 500)}`);
}

function argumentsOf(chance: Chance, file: string): string[] {
  const argv = chance.oneOf(commands).map((word) => (word === 'FILE' ? file : word));
  for (let more = chance.below(4); more > 0; more -= 1) {
    const kind = chance.next();
    const word = kind < 0.4 ? chance.oneOf(options) : kind < 0.7 ? chance.oneOf(words) : argument(chance);
    argv.splice(chance.below(argv.length + 1), chance.below(2), word);
  }
  // A node that has all that it needs goes on for ever, as it should: agent.test.ts is about it.
  return argv.includes('agent') && !argv.includes('enrol') ? [...argv, '--port', 'none'] : argv;
}

/** No system hands over a zero byte in an argument, nor half a letter. */
function argument(chance: Chance): string {
  return Buffer.from(anyText(chance).replaceAll('\u0000', '')).toString();
}

function contentOf(chance: Chance): string {
  if (chance.happens(0.2)) return chance.oneOf(hostile);
  const cell = () =>
    chance.happens(0.8)
      ? chance.oneOf(['2026-11-20', '412', 'cloth', '', '3', '2026-11-21', 'at', 'value'])
      : anyText(chance).slice(0, 200);
  const lines = Array.from({ length: chance.below(12) }, () => `${cell()},${cell()},${cell()}`);
  return chance.happens(0.2)
    ? JSON.stringify({ name: cell(), units: [cell()], indicators: [{ id: cell() }] })
    : lines.join('\n');
}
