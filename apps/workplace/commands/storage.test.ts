import { afterEach, describe, expect, test } from '@jest/globals';
import type { Storage } from '#libs/contracts';
import { StandInServer } from '../testing/stand-in-server.js';
import { type } from '../testing/terminal.js';

let servers: StandInServer[] = [];
afterEach(async () => {
  for (const server of servers) await server.close();
  servers = [];
});

const figure = { name: 'figure', rows: 1_234_567, estimated: true, bytes: 12_340_000, oldest: '2019-01-01T00:00:00' };
const stored: Storage = {
  store: 'TimescaleDB',
  bytes: 98_700_000,
  tables: [
    { ...figure, newest: '2026-11-21T22:00:00', chunks: 14, compressed: { chunks: 12, before: 90e6, after: 10.04e6 } },
    {
      name: 'timer',
      rows: 7,
      estimated: false,
      bytes: 999,
      oldest: null,
      newest: null,
      chunks: null,
      compressed: null,
    },
  ],
  refreshing: { ranges: 2, since: '2026-11-21T10:00:00.000Z' },
  compression: { afterMonths: 6 },
  retention: { keepMonths: null, drops: { keepMonths: 60, before: '2021-11-21T10:00:00', rows: 500, bytes: 70_000 } },
  log: null,
};

async function storage(answer: Storage, ...flags: string[]) {
  const server = new StandInServer(() => ({ status: 200, body: answer }));
  servers.push(server);
  return type(['storage', ...flags], { env: { SYNCO_SERVER: await server.listen() } });
}

describe('synco storage', () => {
  test('says in a table what is stored, and under it what is kept how long', async () => {
    const { out, exitCode } = await storage(stored);
    expect(exitCode).toBe(0);
    expect(out).toBe(`TimescaleDB, 98.7 MB.

table              rows       size  chunks  compressed         from        to
figure  about 1 234 567    12.3 MB      14  12: 90 MB → 10 MB  2019-01-01  2026-11-21
timer                 7  999 bytes

Sums by week and month: 2 ranges wait to be kept, since 2026-11-21T10:00:00.000Z; until then they are made when they are read.
Compression: after 6 months (STORAGE_COMPRESS_AFTER_MONTHS).
Retention: off, figures stay for ever (STORAGE_KEEP_MONTHS). With 60 months it would drop 500 rows, 70 kB, all before 2021-11-21.
Log: Kafka, by its own settings.
`);
  });

  test('tells a retention that is on, and a store without TimescaleDB', async () => {
    const { drops } = stored.retention;
    const on = await storage({ ...stored, retention: { keepMonths: 60, drops }, log: { keepDays: 30 } });
    expect(on.out).toContain('Retention: 60 months (STORAGE_KEEP_MONTHS). It drops 500 rows');
    expect(on.out).toContain('stays for 30 days');
    const plain = await storage({ ...stored, store: 'PGlite', refreshing: null, compression: { afterMonths: null } });
    expect(plain.out).toContain('Compression: none; it needs TimescaleDB.');
    expect(plain.out).toContain('It needs TimescaleDB. With 60 months');
  });

  test('asks what another retention would drop, and gives JSON', async () => {
    const { out } = await storage(stored, '--keep-months', '12', '--json');
    expect(JSON.parse(out)).toEqual(stored);
    expect(servers[0]?.asked[0]?.route).toBe('GET /api/storage?keepMonths=12');
    const wrong = await storage(stored, '--keep-months', 'few');
    expect(wrong.err).toContain('usage-wrong');
  });
});
