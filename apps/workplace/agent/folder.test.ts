import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { mkdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type SmallNode, smallNode } from '../testing/small-node.js';

let node: SmallNode;

beforeEach(async () => {
  node = await smallNode();
});

afterEach(() => node.remove());

const put = (name: string, content: string) => writeFile(join(node.folder, 'in', name), content);

describe('the watched folder', () => {
  it('leaves a file that still grows, and takes it once it stands still', async () => {
    await put('day.csv', 'a.output,2020-03-01,1\n');
    await node.looks(1);
    await put('day.csv', 'a.output,2020-03-01,1\na.output,2020-03-02,2\n');
    await utimes(join(node.folder, 'in', 'day.csv'), 1e9, 1e9);
    await node.looks(1);
    expect(node.kept()).toEqual([]);
    await node.looks(1);
    expect(node.kept()).toEqual([1, 2]);
    expect(await node.names('in', 'taken')).toEqual(['day.csv']);
  });

  it('gives the rows of a file that comes again the same ids', async () => {
    for (const name of ['one.csv', 'two.csv']) await put(name, 'a.output,2020-03-01,1\n');
    await node.looks(2);
    expect(node.ids()).toHaveLength(2);
    expect(new Set(node.ids()).size).toBe(1);
  });

  it('names the doubtful rows beside those it takes, and overwrites no earlier file of the name', async () => {
    for (const round of [1, 2]) {
      await put('day.csv', `a.output,2020-03-01,1\na.output,2020-03-02,n/a\nb.output,2020-03-0${round},5\n`);
      await node.looks(2);
    }
    expect(await node.names('in', 'taken')).toHaveLength(2);
    const refused = await node.names('in', 'refused');
    expect(refused).toHaveLength(2);
    const first = await node.text('in', 'refused', 'day.csv');
    expect(first).toContain('a.output,2020-03-02,n/a,,observation-malformed,');
    expect(first).toContain('b.output,2020-03-01,5,,not-allowed,');
  });

  it('takes nothing of a file that is no table, and says why beside it', async () => {
    await put('torn.csv', 'a.output,2020-03-01,1\na.output,2020-03-02,2,"open\n');
    await node.looks(2);
    expect(node.kept()).toEqual([]);
    expect(await node.names('in', 'refused')).toEqual(['torn.csv', 'torn.csv.txt']);
    expect(await node.text('in', 'refused', 'torn.csv.txt')).toMatch(/^file-unreadable: /);
  });

  it('takes nothing of a file of rubbish, and keeps none of its rows', async () => {
    await put('rubbish.csv', 'a.output,2020-03-01,1\n'.repeat(10) + 'a\n'.repeat(6_000));
    await put('unknown.csv', 'c.output,2020-03-01,1\n'.repeat(6_000));
    await node.looks(2);
    expect(node.kept()).toEqual([]);
    expect(await node.names()).toEqual(['in']);
    const refused = ['rubbish.csv', 'rubbish.csv.txt', 'unknown.csv', 'unknown.csv.txt'];
    expect(await node.names('in', 'refused')).toEqual(refused);
    const [first, second] = [
      await node.text('in', 'refused', 'rubbish.csv.txt'),
      await node.text('in', 'refused', 'unknown.csv.txt'),
    ];
    expect(first).toMatch(/^file-unreadable: More than 5 000 .* line 11: .* \(observation-malformed\)\n$/);
    expect(second).toMatch(/^file-unreadable: More than 5 000 .* line 1: .* \(indicator-unknown\)\n$/);
  });

  it('takes a file once that it cannot move away, and moves it when it can', async () => {
    await put('day.csv', 'a.output,2020-03-01,1\na.output,2020-03-02,n/a\n');
    await writeFile(join(node.folder, 'in', 'taken'), 'in the way');
    await node.looks(70);
    expect(await node.names('in')).toContain('day.csv');
    await rm(join(node.folder, 'in', 'taken'));
    await node.looks(40);
    expect(await node.names('in', 'taken')).toEqual(['day.csv']);
    expect(node.kept()).toEqual([1]);
    expect(await node.names('in', 'refused')).toEqual(['day.csv']);
    expect((await node.text('refused.csv')).trim().split('\n')).toHaveLength(2);
  });

  it.each([
    ['a link', (path: string) => symlinkSync(join(node.folder, 'secret.csv'), path)],
    ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
  ])('reads nothing where a file became %s since it was looked at', async (_, become) => {
    await writeFile(join(node.folder, 'secret.csv'), 'a.output,2020-03-01,1\nsecret,2020-03-01,1\n');
    await put('day.csv', 'a.output,2020-03-02,2\n');
    const door = node.intake.door();
    node.intake.door = () => {
      rmSync(join(node.folder, 'in', 'day.csv'));
      become(join(node.folder, 'in', 'day.csv'));
      return door;
    };
    await node.looks(2);
    expect(node.kept()).toEqual([]);
    expect(await node.names('in')).toEqual(['day.csv']);
  });

  it('lays nothing into folders that are links, and keeps nothing of a file meanwhile', async () => {
    await mkdir(join(node.folder, 'elsewhere'));
    await symlink(join(node.folder, 'elsewhere'), join(node.folder, 'in', 'refused'));
    await put('day.csv', 'a.output,2020-03-01,1\na.output,2020-03-02,n/a\n');
    await put('torn.csv', '"');
    await node.looks(40);
    expect(await node.names('elsewhere')).toEqual([]);
    expect(node.kept()).toEqual([]);
    await rm(join(node.folder, 'in', 'refused'));
    await symlink(join(node.folder, 'elsewhere'), join(node.folder, 'in', 'taken'));
    await node.looks(40);
    expect(await node.names('elsewhere')).toEqual([]);
    expect(await node.names('in', 'refused')).toEqual(['day.csv', 'torn.csv', 'torn.csv.txt']);
    expect(node.kept()).toEqual([1]);
  });

  it('writes through no link that lies where it would say why', async () => {
    await mkdir(join(node.folder, 'in', 'refused'));
    await writeFile(join(node.folder, 'secret.csv'), 'mine');
    await symlink(join(node.folder, 'secret.csv'), join(node.folder, 'in', 'refused', 'torn.csv.txt'));
    await put('torn.csv', '"');
    await node.looks(2);
    expect(await node.text('secret.csv')).toBe('mine');
    expect(await node.names('in', 'refused')).toHaveLength(3);
  });

  it('goes on with the other files where one cannot be taken, and lets that one wait', async () => {
    await mkdir(join(node.folder, 'in', 'a-folder.csv'));
    await put('a.csv', 'a.output,2020-03-01,1\n');
    node.full = true;
    await node.looks(3);
    node.full = false;
    await put('b.csv', 'a.output,2020-03-02,2\n');
    await node.looks(2);
    expect(node.kept()).toEqual([2]);
    await node.looks(30);
    expect(node.kept()).toEqual([2, 1]);
    expect(await node.names('in', 'taken')).toEqual(['a.csv', 'b.csv']);
  });

  it('takes a long file in parts, in its order', async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => `a.output,2020-03-01,${n}`);
    await put('long.csv', `${rows.join('\n')}\n`);
    await node.looks(2);
    expect(node.kept()).toEqual(rows.map((_, n) => n));
  });
});
