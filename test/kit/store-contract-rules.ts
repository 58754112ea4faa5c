import { expect, test } from '@jest/globals';
import type { Database } from '#libs/adapters-postgres';
import * as fc from 'fast-check';
import { emptied } from './databases.js';
import { databaseGround } from './rules/database-ground.js';
import { playedByTheRules } from './rules/law.js';
import { storyArbitrary } from './rules/stories.js';

/** The stories that the loop is held against in memory, a few of them: the database keeps the same rules. */
export function keepsTheRules(database: () => Database): void {
  test('the thirteen rules, whatever is asked of it, whenever, and whatever breaks', async () => {
    const story = storyArbitrary({ minLength: 20, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(story, async (tale) => {
        await emptied(database());
        await expect(playedByTheRules(databaseGround(database()), tale)).resolves.toBeUndefined();
      }),
      { numRuns: 3, seed: 20261122, endOnFailure: true },
    );
  }, 120_000);
}
