import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { organise } from '#libs/organisation';
import { OrganisationDocument, SyncoError } from '#libs/contracts';
import type { Journal } from '#libs/adapters-files';
import { pino } from 'pino';
import { WatchedFolder } from './folder.js';
import { Intake } from './intake.js';
import { Outbox } from './outbox.js';
import { Refusals } from './refusals.js';

const organisation = organise(
  1,
  OrganisationDocument.parse({
    name: 'Two teams',
    units: ['works', 'a', 'b'].map((id) => ({
      id,
      name: id,
      parent: id === 'works' ? null : 'works',
      timeZone: 'UTC',
    })),
    indicators: ['a', 'b'].map((unit) => {
      const id = `${unit}.output`;
      return { id, unit, name: id, measure: 'pieces', cadence: 'day', scale: 'real', good: 'more' };
    }),
  }),
);

let folder: string;
let journal: string[];
let full: boolean;
let intake: Intake;
let watched: WatchedFolder;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synco-intake-'));
  [journal, full] = [[], false];
  const disk: Pick<Journal, 'append'> = {
    append: (values) => {
      if (full) return Promise.reject(new Error('ENOSPC: no space left on device'));
      journal.push(...values);
      return Promise.resolve();
    },
  };
  const refusals = new Refusals(join(folder, 'refused.csv'));
  const viewer = { name: 'Ana', unit: 'a' };
  intake = new Intake(new Outbox(disk as Journal), refusals, { organisation: () => organisation, viewer });
  watched = new WatchedFolder(join(folder, 'in'), intake, pino({ level: 'silent' }));
  await mkdir(join(folder, 'in'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const figure = (day: number) => ({ id: `f${day}`, indicator: 'a.output', period: `2020-03-0${day}`, value: day });
const put = (name: string, text: string) => writeFile(join(folder, 'in', name), text);
const names = (...path: string[]) => readdir(join(folder, ...path)).catch(() => [] as string[]);
const text = (...path: string[]) => readFile(join(folder, ...path), 'utf8');
const kept = () => journal.map((line) => (JSON.parse(line) as { value: number }).value);
const looks = async (count: number) => {
  for (let n = 0; n < count; n += 1) await watched.look();
};

describe('the intake', () => {
  it('keeps what is good, and writes down each refusal with its code and a sentence', async () => {
    const answer = await intake.takePosts([figure(1), { ...figure(2), indicator: 'c.output' }, figure(3)]);
    expect(answer.ids).toEqual(['f1', null, 'f3']);
    expect(kept()).toEqual([1, 3]);
    expect(await text('refused.csv')).toMatch(/^indicator,at,.*\nc\.output,2020-03-02,2,id f2,indicator-unknown,.+\n$/);
  });

  it('takes nothing of a post when the disk is full, and says so with a code', async () => {
    full = true;
    await expect(intake.takePosts([figure(1)])).rejects.toMatchObject({ code: 'outbox-unwritable' });
    full = false;
    await rm(join(folder, 'refused.csv'), { force: true });
    await mkdir(join(folder, 'refused.csv'));
    const half = intake.takePosts([figure(1), { ...figure(2), value: 'two' }]);
    await expect(half).rejects.toThrow(SyncoError);
    expect(kept()).toEqual([]);
  });

  it('writes the refusals of posts that come together below one header', async () => {
    await Promise.all([1, 2, 3].map((day) => intake.takePosts([{ ...figure(day), value: 'x' }])));
    expect((await text('refused.csv')).trim().split('\n')).toHaveLength(4);
  });
});

describe('the watched folder', () => {
  it('leaves a file that still grows, and takes it once it stands still', async () => {
    await put('day.csv', 'a.output,2020-03-01,1\n');
    await looks(1);
    await put('day.csv', 'a.output,2020-03-01,1\na.output,2020-03-02,2\n');
    await utimes(join(folder, 'in', 'day.csv'), 1e9, 1e9);
    await looks(1);
    expect(kept()).toEqual([]);
    await looks(1);
    expect(kept()).toEqual([1, 2]);
    expect(await names('in', 'taken')).toEqual(['day.csv']);
  });

  it('gives the rows of a file that comes again the same ids', async () => {
    for (const name of ['one.csv', 'two.csv']) await put(name, 'a.output,2020-03-01,1\n');
    await looks(2);
    const ids = journal.map((line) => (JSON.parse(line) as { id: string }).id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('names the doubtful rows beside those it takes, and overwrites no earlier file of the name', async () => {
    for (const round of [1, 2]) {
      await put('day.csv', `a.output,2020-03-01,1\na.output,2020-03-02,n/a\nb.output,2020-03-0${round},5\n`);
      await looks(2);
    }
    expect(await names('in', 'taken')).toHaveLength(2);
    const refused = (await names('in', 'refused')).toSorted();
    expect(refused).toHaveLength(2);
    const first = await text('in', 'refused', 'day.csv');
    expect(first).toContain('a.output,2020-03-02,n/a,,observation-malformed,');
    expect(first).toContain('b.output,2020-03-01,5,,not-allowed,');
  });

  it('takes nothing of a file that is no table, and says why beside it', async () => {
    await put('torn.csv', 'a.output,2020-03-01,1\na.output,2020-03-02,2,"open\n');
    await looks(2);
    expect(kept()).toEqual([]);
    expect(await names('in', 'refused')).toEqual(['torn.csv', 'torn.csv.txt']);
    expect(await text('in', 'refused', 'torn.csv.txt')).toMatch(/^file-unreadable: /);
  });

  it('takes nothing of a file of rubbish, and keeps none of its rows', async () => {
    await put('rubbish.csv', 'a.output,2020-03-01,1\n'.repeat(1_500) + 'a\n'.repeat(6_000));
    await put('unknown.csv', 'c.output,2020-03-01,1\n'.repeat(6_000));
    await looks(2);
    expect(kept()).toEqual([]);
    expect(await names()).toEqual(['in']);
    const refused = ['rubbish.csv', 'rubbish.csv.txt', 'unknown.csv', 'unknown.csv.txt'];
    expect((await names('in', 'refused')).toSorted()).toEqual(refused);
    const [first, second] = [
      await text('in', 'refused', 'rubbish.csv.txt'),
      await text('in', 'refused', 'unknown.csv.txt'),
    ];
    expect(first).toMatch(/^file-unreadable: More than 5 000 .* line 1501: .* \(observation-malformed\)\n$/);
    expect(second).toMatch(/^file-unreadable: More than 5 000 .* line 1: .* \(indicator-unknown\)\n$/);
  });

  it('takes a file once that it cannot move away, and moves it when it can', async () => {
    await put('day.csv', 'a.output,2020-03-01,1\na.output,2020-03-02,n/a\n');
    await writeFile(join(folder, 'in', 'taken'), 'in the way');
    await looks(70);
    expect(await names('in')).toContain('day.csv');
    await rm(join(folder, 'in', 'taken'));
    await looks(40);
    expect(await names('in', 'taken')).toEqual(['day.csv']);
    expect(kept()).toEqual([1]);
    expect(await names('in', 'refused')).toEqual(['day.csv']);
    expect((await text('refused.csv')).trim().split('\n')).toHaveLength(2);
  });

  it('goes on with the other files where one cannot be taken, and lets that one wait', async () => {
    await mkdir(join(folder, 'in', 'a-folder.csv'));
    await put('a.csv', 'a.output,2020-03-01,1\n');
    full = true;
    await looks(3);
    full = false;
    await put('b.csv', 'a.output,2020-03-02,2\n');
    await looks(2);
    expect(kept()).toEqual([2]);
    await looks(30);
    expect(kept()).toEqual([2, 1]);
    expect((await names('in', 'taken')).toSorted()).toEqual(['a.csv', 'b.csv']);
  });

  it('takes a long file in parts, in its order', async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => `a.output,2020-03-01,${n}`);
    await put('long.csv', `${rows.join('\n')}\n`);
    await looks(2);
    expect(kept()).toEqual(rows.map((_, n) => n));
  });
});
