import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyOrganisation, type Database, noteLag } from '#libs/adapters-postgres';
import { OrganisationDocument, topics } from '#libs/contracts';
import { indicesOf } from '#libs/indicators';
import { plainDatabase, timescaleDatabase } from '../../test/kit/databases.js';
import { dayName, startRig, twoTeams } from '../../test/kit/loop-rig.js';

/** What team B keeps to itself: it must be seen nowhere. */
const secret = { from: 500_000, by: 'Bernarda of team B', note: 'The boiler is broken.' };

const agreed = (value: number) => [{ from: '2020-01-01', value, evidence: 'agreed' }];
const document = OrganisationDocument.parse({
  ...twoTeams,
  indicators: twoTeams.indicators.map((indicator) => ({
    ...indicator,
    ...(indicator.id === 'a.output' ? { visibility: 'line', capability: agreed(120), potentiality: agreed(150) } : {}),
    // Nothing of team B goes into what others show, so that any number of its size is a leak.
    ...(indicator.id === 'b.output'
      ? { into: undefined, capability: agreed(600_000), potentiality: agreed(900_000) }
      : {}),
  })),
});

/** Five weeks of two teams that fall at the end; team A's alert climbs to the root, team B's does not. */
async function fill(database: Database): Promise<void> {
  const today = Math.floor((Date.now() - Date.UTC(2026, 0, 1)) / 86_400_000);
  const rig = await startRig(database, new Date(Date.now() - 3_600_000).toISOString());
  await applyOrganisation(database, document, { by: null, now: rig.now, dryRun: false });
  for (let n = 0; n < 35; n += 1) {
    const day = dayName(today - 35 + n);
    const fall = n === 34 ? 0.4 : 1;
    await rig.post([
      ['a.output', day, (100 + ((n * 5) % 7)) * fall],
      ['b.output', day, (secret.from + ((n * 5) % 7) * 10) * fall],
    ]);
  }
  await database.pool.query(
    `update alert set reached = array['a', 'works', 'root'], held_by = 'root' where unit = 'a'`,
  );
  await database.pool.query('update observation set posted_by = $1, note = $2', [secret.by, secret.note]);
  const events = [
    { kind: 'answered', by: secret.by, unit: 'b', answer: 'help', text: secret.note },
    { kind: 'climbed', from: 'a', to: 'works', because: 'time-up', climbsAt: null },
  ];
  await database.pool.query(
    `insert into alert_event (alert, sequence, at, happening) select a.id, 100 + e.n, now(), e.happening from alert a,
     jsonb_array_elements($1::jsonb) with ordinality as e(happening, n) where a.unit in ('a', 'b')`,
    [JSON.stringify(events)],
  );
  await rig.close();
}

describe.each([
  ['TimescaleDB', timescaleDatabase],
  ['PostgreSQL', plainDatabase],
])('the reader of the panels on %s', (_, open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    await fill(database);
    await database.pool.query('set role synco_panels');
  }, 120_000);
  afterAll(async () => {
    await database.pool.query('reset role');
    await database.close();
  });

  const ask = async (sql: string) => (await database.pool.query<Record<string, unknown>>(sql)).rows;

  it('is refused every table, and every relation that is neither a panel nor a catalogue', async () => {
    const tables = await ask(`select tablename as name from pg_tables where schemaname = 'public'`);
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables)
      await expect(ask(`select * from public.${String(name)}`)).rejects.toThrow('permission denied');
    // What came with PostgreSQL (below 16384) or with an extension tells how the database is made, not what is in it.
    const others = await ask(
      `select c.oid::regclass::text as name from pg_class c where c.oid >= 16384 and c.relnamespace <> 'panels'::regnamespace
       and c.relkind in ('r', 'v', 'm', 'p', 'f') and has_any_column_privilege(c.oid, 'select')
       and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')`,
    );
    expect(others).toEqual([]);
  });

  it('writes nothing, asks for 15 seconds at most, and cannot come in before an operator lets it', async () => {
    await expect(ask('create table panels.mine (it integer)')).rejects.toThrow('permission denied');
    await expect(ask('select panels.grant_to_reader()')).rejects.toThrow('permission denied');
    const [role] = await ask(
      `select rolcanlogin, rolsuper, rolcreaterole, rolconfig from pg_roles where rolname = 'synco_panels'`,
    );
    expect(role).toEqual({
      rolcanlogin: false,
      rolsuper: false,
      rolcreaterole: false,
      rolconfig: ['default_transaction_read_only=on', 'statement_timeout=15s'],
    });
  });

  it('reads every view, and in none of them a person, a word of theirs, or a figure that a unit keeps to itself', async () => {
    const views = await ask(
      `select viewname as name, reloptions from pg_views join pg_class on oid = ('panels.' || viewname)::regclass where schemaname = 'panels'`,
    );
    expect(views.length).toBeGreaterThan(10);
    for (const { name, reloptions } of views) {
      expect(reloptions).toEqual(['security_barrier=true']);
      const rows = await ask(`select * from panels.${String(name)}`);
      expect(rows.length).toBeGreaterThan(0);
      const text = JSON.stringify(rows);
      expect(text).not.toContain(secret.by);
      expect(text).not.toContain(secret.note);
      const numbers = rows.flatMap((row) => Object.values(row)).map(Number);
      const ofItsSize = numbers.filter((value) => value > 100_000 && value < 10_000_000);
      expect({ name, numbers: name === 'passage' ? [] : ofItsSize }).toEqual({ name, numbers: [] });
    }
  });

  it('sees figures where a unit shares them and at the root, of all others indices and coverage', async () => {
    const newest = async (indicator: string) =>
      (
        await ask(`select value, level, expected, low, high, deviation, coverage, productivity from panels.figure
        where indicator = '${indicator}' order by starts desc limit 1`)
      )[0];
    const seen = { value: expect.any(Number), level: expect.any(Number), low: expect.any(Number) };
    const kept = { value: null, level: null, expected: null, low: null, high: null, deviation: null };
    expect(await newest('b.output')).toMatchObject({ ...kept, coverage: 1, productivity: expect.any(Number) });
    expect(await newest('works.output')).toMatchObject(kept);
    expect(await newest('a.output')).toMatchObject(seen);
    expect(await newest('root.output')).toMatchObject(seen);
  });

  it('sees an alert with its climbs once it has reached the root, and until then only that there was one', async () => {
    expect(await ask(`select sentence from panels.alert where unit = 'a'`)).toEqual([{ sentence: expect.any(String) }]);
    expect(await ask(`select * from panels.alert where unit = 'b'`)).toEqual([]);
    expect(await ask('select unit, left_by, taken_by from panels.climb')).toEqual([
      { unit: 'a', left_by: 'a', taken_by: 'works' },
    ]);
    expect(await ask(`select sum(raised)::int as raised from panels.alert_week where unit = 'b'`)).toEqual([
      { raised: 1 },
    ]);
    expect(await ask(`select happenings from panels.happening_week where unit = 'b' and kind = 'answered'`)).toEqual([
      { happenings: 1 },
    ]);
  });

  it('reckons indices as the rest of Synco does', async () => {
    const parts = [-1, 0, 2, 5, null];
    for (const good of ['more', 'less'] as const)
      for (const a of parts)
        for (const c of parts) {
          const [row] = await ask(`select panels.share('${good}', ${a}, ${c}) as share`);
          expect(row).toEqual({ share: indicesOf(good, a, c, null).productivity });
        }
    expect(await ask(`select panels.share('near', 1, 2) as share`)).toEqual([{ share: null }]);
  });

  it('reckons indices by what is agreed now, from the date on from which it is agreed', async () => {
    const shares = await ask(
      `select panels.agreed('[{"from":"2026-01-01","value":1},{"from":"2026-03-01","value":3},{"from":"2026-02-01","value":2}]', at) as agreed
       from unnest(array['2025-12-31', '2026-01-01', '2026-02-28 23:00', '2026-03-01']::timestamp[]) as at`,
    );
    expect(shares.map(({ agreed: value }) => value)).toEqual([null, 1, 2, 3]);
    expect(await ask(`select panels.agreed('[]', now()::timestamp) as agreed`)).toEqual([{ agreed: null }]);
  });

  it('sees how far a regulator is behind Kafka for a minute after it was heard of', async () => {
    await database.pool.query('reset role');
    await noteLag(database.pool, 'one', new Map([[topics.observations, 7]]));
    await noteLag(database.pool, 'two', new Map([[topics.observations, 5]]));
    await noteLag(database.pool, 'two', new Map([[topics.observations, 4]]));
    await noteLag(database.pool, 'gone', new Map([[topics.observations, 100]]));
    await database.pool.query(
      `update consumer_lag set noted_at = now() - interval '2 minutes' where regulator = 'gone'`,
    );
    await database.pool.query('set role synco_panels');
    const waits = await ask(`select sum(records)::int as records from panels.waiting`);
    expect(waits).toEqual([{ records: 11 }]);
  });
});
