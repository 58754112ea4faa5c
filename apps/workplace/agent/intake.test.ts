import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SyncoError } from '#libs/contracts';
import { type SmallNode, smallNode } from '../testing/small-node.js';

let node: SmallNode;

beforeEach(async () => {
  node = await smallNode();
});

afterEach(() => node.remove());

const figure = (day: number) => ({ id: `f${day}`, indicator: 'a.output', period: `2020-03-0${day}`, value: day });

describe('the intake', () => {
  it('keeps what is good, and writes down each refusal with its code and a sentence', async () => {
    const answer = await node.intake.takePosts([figure(1), { ...figure(2), indicator: 'c.output' }, figure(3)]);
    expect(answer.ids).toEqual(['f1', null, 'f3']);
    expect(node.kept()).toEqual([1, 3]);
    expect(await node.text('refused.csv')).toMatch(
      /^indicator,at,.*\nc\.output,2020-03-02,2,id f2,indicator-unknown,.+\n$/,
    );
  });

  it('takes nothing of a post when the disk is full, and says so with a code', async () => {
    node.full = true;
    await expect(node.intake.takePosts([figure(1)])).rejects.toMatchObject({ code: 'outbox-unwritable' });
    node.full = false;
    await rm(join(node.folder, 'refused.csv'), { force: true });
    await mkdir(join(node.folder, 'refused.csv'));
    const half = node.intake.takePosts([figure(1), { ...figure(2), value: 'two' }]);
    await expect(half).rejects.toThrow(SyncoError);
    expect(node.kept()).toEqual([]);
  });

  it('writes the refusals of posts that come together below one header', async () => {
    await Promise.all([1, 2, 3].map((day) => node.intake.takePosts([{ ...figure(day), value: 'x' }])));
    expect((await node.text('refused.csv')).trim().split('\n')).toHaveLength(4);
  });
});
