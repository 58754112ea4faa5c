import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { importDesk, summaryOf } from './testing/import-desk.js';
import { StandInServer, problem } from './testing/stand-in-server.js';
import type { Answer, Asked } from './testing/stand-in-server.js';
import { type } from './testing/terminal.js';
import type { Said } from './testing/terminal.js';

let folder: string;
let server: StandInServer | undefined;
let address = 'http://127.0.0.1:9';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synco-cli-'));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true });
});

async function serve(answer: (asked: Asked) => Answer): Promise<void> {
  server = new StandInServer(answer);
  address = await server.listen();
}

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

function synco(...argv: string[]): Promise<Said> {
  return type(argv, { env: { SYNCO_SERVER: address, SYNCO_AS: 'Rosa@sewing' } });
}

const noIds = { added: [], removed: [], changed: [] };
const nothing = { units: noIds, indicators: noIds, agreements: noIds, other: [] };

const Sent = z.object({ observations: z.array(z.object({ id: z.string(), indicator: z.string() }).loose()) });
type Sent = z.infer<typeof Sent>;

/** Takes every observation but those of the indicator "unknown". */
function door(asked: Asked): Answer {
  const announced = importDesk(asked);
  if (announced !== null) return announced;
  const { body } = asked;
  const { observations } = Sent.parse(body);
  const refused = observations.flatMap(({ indicator }, index) =>
    indicator === 'unknown' ? [{ index, code: 'indicator-unknown', message: 'There is none.' }] : [],
  );
  return { status: 202, body: { ids: observations.map(({ id }) => id), refused } };
}

function sent(): Sent['observations'] {
  return (server?.asked ?? []).flatMap(({ body }) => Sent.safeParse(body).data?.observations ?? []);
}

describe('synco', () => {
  test('explains itself and its exit codes', async () => {
    const { exitCode, out } = await synco('--help');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/organisation[\s\S]*post[\s\S]*import[\s\S]*replay[\s\S]*backtest[\s\S]*Exit codes/);
  });

  test.each([
    [['post', 'a'], "missing required argument 'value'"],
    [['post', 'a', 'many'], '"many" is not a number'],
    [['nonsense'], 'nonsense'],
    [['organisation', 'show', '--server', 'here'], 'http://HOST:PORT'],
    [['organisation', 'show', '--as', 'Rosa'], 'NAME@UNIT'],
  ])('says in one sentence what is wrong with %j', async (argv, sentence) => {
    const { exitCode, err } = await synco(...argv);
    expect(exitCode).toBe(1);
    expect(err).toContain(sentence);
    expect(err).toContain('(usage-wrong)');
  });

  test('ends with 3 and a sentence when no server answers', async () => {
    address = 'http://127.0.0.1:9';
    const { exitCode, err } = await synco('organisation', 'show');
    expect(exitCode).toBe(3);
    expect(err).toMatch(/No answer from http:\/\/127\.0\.0\.1:9 .*\(server-unreachable\)\n.*npm start/);
  });
});

describe('synco organisation', () => {
  test('apply says in words what changes', async () => {
    const difference = { ...nothing, units: { added: ['a', 'b'], removed: [], changed: ['c'] } };
    await serve(() => ({ status: 200, body: { version: 3, changed: true, dryRun: true, difference } }));
    const { out } = await synco('organisation', 'apply', await file('o.json', '{"name":"X"}'), '--dry-run');
    expect(out).toBe('Applying this document would change:\n  units added (2): a, b\n  units changed (1): c\n');
    expect(server?.asked[0]).toMatchObject({ route: 'PUT /api/organisation?dryRun=true', body: { name: 'X' } });
  });

  test('apply says when nothing changes', async () => {
    await serve(() => ({ status: 200, body: { version: 3, changed: false, dryRun: false, difference: nothing } }));
    const { out } = await synco('organisation', 'apply', await file('o.json', '{}'));
    expect(out).toBe('Nothing changes: version 3 says the same.\n');
  });

  test('apply lists the faults of a document, one a line with its path', async () => {
    const faults = [{ path: 'units.2.parent', message: 'there is no unit "x"' }];
    await serve(() => problem('organisation-malformed', 'The document has 1 fault.', faults));
    const { exitCode, err } = await synco('organisation', 'apply', await file('o.json', '{}'));
    expect(exitCode).toBe(1);
    expect(err).toContain('(organisation-malformed)\n  units.2.parent: there is no unit "x"\n');
  });

  test.each(['missing.json', 'broken.json'])('apply says that %s cannot be read', async (name) => {
    await file('broken.json', '{');
    const { exitCode, err } = await synco('organisation', 'apply', join(folder, name));
    expect([exitCode, err.includes('(file-unreadable)')]).toEqual([1, true]);
  });
});

describe('synco post', () => {
  const assessment = {
    forecast: { mean: 10, sd: 1 },
    level: 10,
    levelSd: 1,
    slope: 0,
    score: 0,
    deviation: null,
    probabilities: { steady: 1, transient: 0, step: 0, slope: 0 },
  };

  test('waits for the verdict and says it', async () => {
    let looks = 0;
    await serve((asked) => {
      if (asked.route.startsWith('POST')) return door(asked);
      looks += 1;
      const state = looks < 3 ? 'pending' : 'assessed';
      const about = { id: 'one', indicator: 'a', period: '2026-11-21', value: 10, revision: 1, refusal: null };
      return { status: 200, body: { ...about, state, assessment: looks < 3 ? null : assessment } };
    });
    const { exitCode, out } = await synco('post', 'a', '10', '--period', '2026-11-21', '--id', 'one', '--note', 'rain');
    expect([exitCode, out]).toEqual([0, 'Ordinary: 10 for 2026-11-21, expected 8 to 12.\n']);
    expect(sent()[0]).toEqual({ id: 'one', indicator: 'a', period: '2026-11-21', value: 10, note: 'rain' });
  });

  test('says that a figure was taken when its verdict is for others', async () => {
    await serve((asked) => (asked.route.startsWith('POST') ? door(asked) : problem('viewer-missing', 'Who asks?')));
    const { exitCode, out } = await type(['post', 'a', '1', '--server', address]);
    expect([exitCode, out]).toEqual([0, 'Taken. The verdict is for the unit itself: --as NAME@UNIT.\n']);
  });

  test('says why a figure was refused', async () => {
    await serve(door);
    const { exitCode, err } = await synco('post', 'unknown', '10', '--at', '2026-11-21T10:00:00Z');
    expect([exitCode, err.startsWith('synco: There is none. (indicator-unknown)\n')]).toEqual([1, true]);
  });
});

describe('synco import', () => {
  test('sends batches, and the same ids when the same file is sent again', async () => {
    await serve(door);
    const lines = Array.from({ length: 4500 }, (_, index) => `a,2026-11-21,${index}`);
    const path = await file('f.csv', `indicator,at,value\n${lines.join('\n')}\n`);
    const { exitCode, out, err } = await synco('import', path);
    expect([exitCode, out, err]).toEqual([0, `4500 rows read, 4500 taken, 0 refused.\n${summaryOf(4500)}`, '']);
    expect(server?.asked.map(({ route }) => route)).toEqual([
      'POST /api/imports',
      ...Array.from({ length: 3 }, () => 'POST /api/observations'),
      'POST /api/imports',
    ]);
    const first = sent().map(({ id }) => id);
    await synco('import', path);
    expect(sent().map(({ id }) => id)).toEqual([...first, ...first]);
    expect(new Set(first).size).toBe(4500);
  });

  test('lists refused rows with line, code and message, writes them all, and ends with 2', async () => {
    await serve(door);
    const bad = Array.from({ length: 30 }, () => 'unknown,2026-11-21,1').join('\n');
    const path = await file('f.csv', `a,2026-11-21,1\na,2026-11-21,x\n${bad}\n`);
    const { exitCode, out, err } = await synco('import', path, '--refused', join(folder, 'refused.csv'));
    expect([exitCode, out]).toEqual([2, `32 rows read, 1 taken, 31 refused.\n${summaryOf(1)}`]);
    expect(err).toContain('line 2: "x" is not a number; write 1234.5 (observation-malformed)');
    expect(err).toContain('line 3: There is none. (indicator-unknown)');
    expect(err).toContain('and 11 more');
    const written = (await readFile(join(folder, 'refused.csv'), 'utf8')).trim().split('\n');
    expect(written).toHaveLength(32);
    expect(written[1]).toBe('a,2026-11-21,x,,2,observation-malformed,"""x"" is not a number; write 1234.5"');
  });

  test('reads standard input, and says when a file is not there, or is a folder', async () => {
    await serve(door);
    const { out } = await type(['import', '-'], { stdin: 'a,2026-11-21,1\n', env: { SYNCO_SERVER: address } });
    expect(out).toBe('1 rows read, 1 taken, 0 refused.\n');
    for (const path of [join(folder, 'none.csv'), folder]) {
      const { exitCode, err } = await synco('import', path);
      expect([exitCode, err.includes('(file-unreadable)')]).toEqual([1, true]);
    }
  });
});
