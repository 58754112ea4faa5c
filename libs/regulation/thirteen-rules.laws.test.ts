import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { playedByTheRules } from '../../test/kit/rules/law.js';
import { storyArbitrary } from '../../test/kit/rules/stories.js';
import { memoryGround } from './testing/memory-ground.js';

const numRuns = Number(process.env.FC_RUNS ?? 80);

/** The gate plays the same stories each time; a long run draws others, and says of which seed they were. */
const seed = process.env.FC_RUNS === undefined ? { seed: 20261121 } : {};

describe('the loop, whatever is asked of it, whenever, and whatever breaks', () => {
  it(
    'keeps the thirteen rules',
    async () => {
      const story = storyArbitrary({ minLength: 1, maxLength: 60 });
      await fc.assert(
        fc.asyncProperty(story, async (tale) => {
          await expect(playedByTheRules(memoryGround(), tale)).resolves.toBeUndefined();
        }),
        { numRuns, ...seed },
      );
    },
    60_000 + numRuns * 5_000,
  );
});
