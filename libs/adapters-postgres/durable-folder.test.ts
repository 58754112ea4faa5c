import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { expect, test } from '@jest/globals';
import { durable } from './durable-folder.js';
import { openEmbedded } from './index.js';

test('an embedded store asks for its commits to lie on the disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'synco-durable-'));
  const database = await openEmbedded(folder);
  const asked = await database.pool.query(
    `select current_setting('fsync') as fsync, current_setting('wal_sync_method') as method, current_setting('synchronous_commit') as waits`,
  );
  await database.close();
  await rm(folder, { recursive: true });
  expect(asked.rows).toEqual([{ fsync: 'on', method: 'fsync', waits: 'on' }]);
});

test('an embedded store is open to nobody but its owner, in a folder too that was there before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'synco-durable-'));
  await chmod(folder, 0o755);
  await (await openEmbedded(folder)).close();
  const { mode } = await stat(folder);
  await rm(folder, { recursive: true });
  expect(mode & 0o777).toBe(0o700);
});

test('what the engine asks of a file is asked of the disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'synco-durable-'));
  const settings = durable(join(folder, 'data'));
  const engine = await PGlite.create(settings);
  const asked = settings.synced();
  await engine.exec('create table one (n int)');
  await engine.close();
  await rm(folder, { recursive: true });
  expect(settings.synced()).toBeGreaterThan(asked);
});
