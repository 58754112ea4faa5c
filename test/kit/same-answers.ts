import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Database, refreshPeriods } from '#libs/adapters-postgres';
import { emptied, plainDatabase } from './databases.js';
import { dayName, startRig } from './loop-rig.js';
import { tellStory } from './loop-story.js';
import { everyAnswer } from './store-answers.js';
import { noon } from './store-rows.js';

/**
 * A database answers every question as plain PGlite does: over one history with late figures and corrections, while it is young,
 * after its sums were kept and its chunks compressed, after what is compressed was corrected, and after that was compressed again.
 */
export function sameAnswers(name: string, open: () => Promise<Database>): void {
  describe(`${name} answers as plain PGlite does`, () => {
    let plain: Database;
    let other: Database;
    let stories: unknown[];
    const both = async (work: (database: Database) => Promise<unknown>) => [await work(plain), await work(other)];
    beforeAll(async () => {
      [plain, other] = [await plainDatabase(), await open()];
      await both(emptied);
      stories = await both(tellStory);
      await both(postOfLongAgo);
    });
    afterAll(() => both((database) => database.close()));

    test('as far as the loop itself tells the story', () => {
      expect(stories[1]).toEqual(stories[0]);
      for (const word of ['climbed', 'withdrawn', 'id-reused']) expect(JSON.stringify(stories)).toContain(word);
    });

    test('to every question, while nothing is kept or compressed', async () => {
      const answers = await everyAnswer(other);
      expect(answers).toEqual(await everyAnswer(plain));
      for (const word of ['climbed', 'withdrawn', 'coverage', '2025-03-'])
        expect(JSON.stringify(answers)).toContain(word);
    });

    test('once sums are kept and everything is compressed', async () => {
      await keepAndCompress(other);
      expect(await everyAnswer(other)).toEqual(await everyAnswer(plain));
    });

    test('when what is compressed was corrected and came late, before the refresh and after it', async () => {
      await both(mend);
      const answers = await everyAnswer(other);
      expect(answers).toEqual(await everyAnswer(plain));
      expect(JSON.stringify(answers)).toContain('mended-5');
      await keepAndCompress(other);
      expect(await everyAnswer(other)).toEqual(answers);
    });
  });
}

/** Three weeks of the spring before, told long afterwards. */
async function postOfLongAgo(database: Database): Promise<void> {
  const rig = await startRig(database, noon(41));
  await rig.post(Array.from({ length: 21 }, (_, n) => ['a.output', dayName(n - 300), 90 + (n % 7)] as const));
  await rig.close();
}

async function mend(database: Database): Promise<void> {
  const rig = await startRig(database, noon(45));
  await rig.post([['a.output', dayName(5), 96.5, 'mended-5']]);
  await rig.post([
    ['b.output', dayName(-290), 50],
    ['a.output', dayName(-299), 70, 'mended-long-ago'],
  ]);
  await rig.close();
}

async function keepAndCompress(database: Database): Promise<void> {
  const there = await database.pool.query("select from pg_extension where extname = 'timescaledb'");
  if (there.rowCount === 0) return;
  await refreshPeriods(database);
  for (const table of ['figure', 'observation', 'assessment'])
    await database.pool.query(`select compress_chunk(c) from show_chunks('${table}') c`);
}
