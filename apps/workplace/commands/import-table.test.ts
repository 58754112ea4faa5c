import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import writeExcelFile from 'write-excel-file/node';
import { z } from 'zod';
import { PostedObservation } from '#libs/contracts';
import { importDesk, summaryOf } from '../testing/import-desk.js';
import { StandInServer } from '../testing/stand-in-server.js';
import { type } from '../testing/terminal.js';
import type { Said } from '../testing/terminal.js';

const Sent = z.object({ observations: z.array(PostedObservation) });

const measured = { unit: 'team-a', measure: 'pieces', cadence: 'day', scale: 'positive', good: 'more' };
const document = {
  name: 'Works',
  units: [{ id: 'team-a', name: 'Team A', parent: null, timeZone: 'UTC' }],
  indicators: [
    { id: 'team-a.output', name: 'Output', ...measured },
    { id: 'team-a.scrap', name: 'Scrap', ...measured, scale: 'fraction' },
  ],
};

let folder: string;
let server: StandInServer;
let address: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synco-import-'));
  server = new StandInServer((asked) => {
    const { route, body } = asked;
    const announced = importDesk(asked);
    if (announced !== null) return announced;
    if (route === 'GET /api/organisation') {
      return { status: 200, body: { version: 1, appliedAt: '2026-01-01T00:00:00Z', appliedBy: null, document } };
    }
    const { observations } = Sent.parse(body);
    const refused = observations.flatMap(({ note }, index) =>
      note === 'refuse' ? [{ index, code: 'not-allowed', message: 'No.' }] : [],
    );
    return { status: 202, body: { ids: observations.map(({ id }) => id), refused } };
  });
  address = await server.listen();
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

function synco(...argv: string[]): Promise<Said> {
  return type(argv, { env: { SYNCO_SERVER: address, SYNCO_AS: 'Rosa@team-a' } });
}

function sent(): unknown[] {
  return server.asked.flatMap(({ body }) => Sent.safeParse(body).data?.observations ?? []);
}

const lastMonth =
  'Fecha;Output;Scrap\n01/10/2025;412;2,5%\n02/10/2025;#REF!;1/40\n13/10/2025;380;-\n14/10/2025;38000;\n';

describe('synco import of a table', () => {
  test('sends what is certain of a wide CSV, and names every other cell', async () => {
    const path = await file('month.csv', lastMonth);
    const { exitCode, out, err } = await synco('import', path, '--refused', join(folder, 'refused.csv'));
    expect([exitCode, out]).toEqual([2, `6 figures read, 4 taken, 2 refused.\n${summaryOf(4)}`]);
    expect(sent()).toMatchObject([
      { indicator: 'team-a.output', period: '2025-10-01', value: 412 },
      { indicator: 'team-a.output', period: '2025-10-13', value: 380 },
      { indicator: 'team-a.scrap', period: '2025-10-01', value: 0.025 },
      { indicator: 'team-a.scrap', period: '2025-10-02', value: 0.025, n: 40 },
    ]);
    expect(err).toMatch(
      /B3: The formula .*\(value-formula-error\)\n {2}B5: 38000 is more than ten times.*\(value-unusual\)/,
    );
    expect(err).toMatch(/To be known:\n {2}C4: “-” is taken as no figure/);
    expect(err).toContain('--yes');
    const refused = await readFile(join(folder, 'refused.csv'), 'utf8');
    expect(refused).toContain('\nteam-a.output,02/10/2025,#REF!,,3,value-formula-error,"B3: The formula');
  });

  test('sends the same ids again when the same file is sent again, and unusual figures with --yes', async () => {
    const path = await file('month.csv', lastMonth);
    await synco('import', path);
    const first = sent();
    const { out } = await synco('import', path, '--yes');
    expect(out).toBe(`6 figures read, 5 taken, 1 refused.\n${summaryOf(5)}`);
    expect(sent().slice(first.length)).toEqual(expect.arrayContaining(first));
  });

  test('gives a figure the id that it has in plain CSV, which is sent row by row', async () => {
    await synco('import', await file('wide.csv', 'Date;Output\n1.10.2025;412,0\n'));
    await synco('import', await file('long.csv', 'team-a.output,2025-10-01,412\n'));
    const [wide, long] = sent();
    expect(wide).toEqual(long);
  });

  test('shows with --preview what it would send, and sends nothing', async () => {
    const { exitCode, out, err } = await synco('import', await file('month.csv', lastMonth), '--preview');
    expect(exitCode).toBe(2);
    expect(out).toBe(
      'B2  team-a.output  2025-10-01  412\nC2  team-a.scrap   2025-10-01  0.025\nC3  team-a.scrap   2025-10-02  1 of 40\n' +
        'B4  team-a.output  2025-10-13  380\n4 figures would be sent, 2 doubtful cells; nothing was sent.\n',
    );
    expect(err).toMatch(/^Doubtful:\n {2}B3/);
    expect(sent()).toEqual([]);
  });

  test('asks once what the file leaves open, and takes the answers', async () => {
    const path = await file('open.csv', 'Date;Output\n01/10/2025;1,234\n02/10/2025;1,100\n');
    const { err } = await synco('import', path, '--preview');
    expect(err).toContain('--dates dmy or --dates mdy');
    const answered = await synco('import', path, '--dates', 'mdy', '--decimal', 'comma');
    expect(answered.exitCode).toBe(0);
    expect(sent()).toMatchObject([
      { period: '2025-01-10', value: 1.234 },
      { period: '2025-02-10', value: 1.1 },
    ]);
  });

  test('reads the sheet of a workbook that is named, and says which there are', async () => {
    const day = { value: new Date('2025-10-01T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' };
    const workbook = writeExcelFile([
      { data: [['Read me']], sheet: 'About' },
      {
        data: [
          ['Day', 'Output'],
          [day, 412.5],
        ],
        sheet: 'October',
      },
    ]);
    const path = await file('october.xlsx', await workbook.toBuffer());
    expect((await synco('import', path, '--sheet', 'October')).out).toBe(
      `1 figure read, 1 taken, 0 refused.\n${summaryOf(1)}`,
    );
    expect(sent()).toMatchObject([{ period: '2025-10-01', value: 412.5 }]);
    const other = await synco('import', path, '--sheet', 'May');
    expect([other.exitCode, other.err]).toEqual([1, expect.stringContaining('About, October')]);
    const first = await synco('import', path);
    expect([first.exitCode, first.err]).toEqual([1, expect.stringContaining('(layout-unknown)')]);
  });

  test('tells what the server refuses at its cell', async () => {
    const path = await file(
      'long.csv',
      'value;date;indicator;note\n4;2025-10-01;Output;refuse\n5;2025-10-02;Output;\n',
    );
    const { out, err } = await synco('import', path);
    expect(out).toBe(`2 figures read, 1 taken, 1 refused.\n${summaryOf(1)}`);
    expect(err).toContain('A2: No. (not-allowed)');
  });
});
