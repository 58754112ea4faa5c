import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { type Database, migrate } from '#libs/adapters-postgres';

/** Migrations: applied once, and never changed afterwards. */
export function migrates(database: () => Database): void {
  test('migrations are applied once', async () => {
    expect((await migrate(database())).applied).toEqual([]);
  });

  test('a migration that has changed since stops the start', async () => {
    await database().pool.query(
      "update migration set digest = 'x' where name = 'schema/001-loop.sql' returning digest",
    );
    await expect(migrate(database())).rejects.toThrow('has changed since it was applied');
    await database().pool.query("delete from migration where name = 'schema/001-loop.sql'");
    await expect(migrate(database())).rejects.toThrow('already exists');
    await database().pool.query('insert into migration (name, digest) values ($1, $2)', [
      'schema/001-loop.sql',
      await digestOf('schema/001-loop.sql'),
    ]);
    expect((await migrate(database())).applied).toEqual([]);
  });
}

async function digestOf(name: string): Promise<string> {
  const sql = await readFile(new URL(`../../infra/timescale/${name}`, import.meta.url), 'utf8');
  return createHash('sha256').update(sql).digest('hex');
}
