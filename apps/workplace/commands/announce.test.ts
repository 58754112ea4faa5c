import { afterEach, expect, test } from '@jest/globals';
import { ImportBody } from '#libs/contracts';
import { StandInServer } from '../testing/stand-in-server.js';
import { type } from '../testing/terminal.js';

let server: StandInServer | undefined;
afterEach(() => server?.close());

const deviation = {
  id: '2026-10-03',
  status: 'settled',
  kind: 'step',
  direction: 'down',
  onset: '2026-10-03',
  size: -12,
  sizeInSd: -6,
  levelBefore: 100,
  probability: 0.98,
  sentence: { en: 'Down by 12 since 3 October.', es: 'Baja 12 desde el 3 de octubre.' },
};
const output = {
  indicator: 'a.output',
  indicatorName: 'Output',
  measure: 'pieces',
  from: '2026-10-01',
  to: '2026-10-01',
};
const kinds = { unclear: 0, transient: 0, step: 1, slope: 0 };

/** A server that has taken everything when it is asked for the third time. */
async function serve(): Promise<string> {
  let looks = 0;
  server = new StandInServer(({ route, body }) => {
    if (route === 'POST /api/observations') return { status: 202, body: { ids: ['x'], refused: [] } };
    looks += route.startsWith('GET') ? 1 : 0;
    const said = ImportBody.safeParse(body).data;
    const counts = { taken: 1, repeated: 0, refused: 0 };
    const past = { count: 1, kinds, largest: deviation };
    const about = { id: '6f0d3a52-5d2e-4a8e-9f43-0a1c6b1f9a01', unit: 'a', name: said?.name ?? 'f', by: 'Rosa' };
    const found = { from: '2026-10-01', to: '2026-10-01', past: 1, alerts: [] };
    const indicators = [{ ...output, ...counts, past }];
    const body200 = { ...about, begunAt: '2026-11-21T08:00:00Z', over: looks === 2, ...counts, ...found, indicators };
    return { status: 200, body: body200 };
  });
  return server.listen();
}

test('an import waits until all is taken, and says what it has brought', async () => {
  const env = { SYNCO_SERVER: await serve(), SYNCO_AS: 'Rosa@a' };
  const { out } = await type(['import', '-'], { stdin: 'a.output,2026-10-01,1\n', env });
  expect(out).toBe(
    '1 rows read, 1 taken, 0 refused.\n' +
      '1 new figure from 2026-10-01 to 2026-10-01; 1 past deviation; 0 alerts opened.\n' +
      '  a.output: 1, the largest: Down by 12 since 3 October.\n',
  );
  expect(server?.asked.map(({ route }) => route.replace(/[\da-f-]{36}/, 'ID'))).toEqual([
    'POST /api/imports',
    'POST /api/observations',
    'POST /api/imports',
    'GET /api/imports/ID',
    'GET /api/imports/ID',
  ]);
  expect(server?.asked[0]?.body).toMatchObject({ name: 'standard input' });
});
