import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Line, NewsBook } from './news-book.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synco-news-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const opened = async () => {
  const book = new NewsBook(folder);
  await book.load();
  return book;
};
const line = (alert: string, sequence: number): Line => ({
  alert,
  sequence,
  indicator: 'a.output',
  at: '2020-03-01T00:00:00Z',
  text: `${alert} ${sequence}`,
});
const texts = (lines: readonly Line[]) => lines.map(({ text }) => text);

describe('the book of news', () => {
  it('tells each thing once, also after a restart and from sources that speak at the same time', async () => {
    const book = await opened();
    const heard = await Promise.all([
      book.hear([line('one', 1), line('one', 2)], 'p0', '5'),
      book.hear([line('two', 1)], 'p1', '7'),
      book.hear([line('one', 2), line('one', 3)], 'p0', '6'),
    ]);
    expect(heard.map(texts)).toEqual([['one 1', 'one 2'], ['two 1'], ['one 3']]);
    const again = await opened();
    expect([again.cursor('p0'), again.cursor('p1'), again.heard('one')]).toEqual(['6', '7', 3]);
    expect(await again.hear([line('two', 1)], 'p1', '8')).toEqual([]);
    expect(texts(again.all())).toEqual(['one 3', 'two 1', 'one 2', 'one 1']);
  });

  it('has heard nothing of what it could not write down', async () => {
    const book = await opened();
    await mkdir(join(folder, 'news.json.new'));
    await expect(book.hear([line('one', 1)], 'p0', '1')).rejects.toThrow('EISDIR');
    await rm(join(folder, 'news.json.new'), { recursive: true });
    expect(book.cursor('p0')).toBeUndefined();
    expect(texts(await book.hear([line('one', 1)], 'p0', '1'))).toEqual(['one 1']);
  });

  it('does not tell an alert anew that has stayed open longer than its lines are kept', async () => {
    const book = await opened();
    await book.hear([line('old', 1)], 'stream', '1');
    const many = Array.from({ length: 600 }, (_, n) => line(`other-${n}`, 1));
    await book.hear(many, 'stream', '2');
    expect(book.all()).toHaveLength(500);
    expect(await book.hear([line('old', 1)], 'stream', '3')).toEqual([]);
  });
});
