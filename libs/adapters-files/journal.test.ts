import { appendFile, cp, type FileHandle, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FolderInUse } from './folder-guard.js';
import { type Journal, openJournal } from './journal.js';
import { JournalDamaged } from './segment.js';
import { writeAll } from './whole-file.js';

let folder: string;
let open: Journal[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synco-journal-'));
  open = [];
});

afterEach(async () => {
  for (const journal of open) await journal.close();
  await rm(folder, { recursive: true, force: true });
});

async function opened(path = folder): Promise<Journal> {
  const journal = await openJournal(path);
  open.push(journal);
  return journal;
}

async function closed(journal: Journal): Promise<void> {
  open = open.filter((other) => other !== journal);
  await journal.close();
}

const text = (n: number) => JSON.stringify({ n, note: 'öß\u2028 "quoted"' });
const values = async (journal: Journal, most = 1_000) => (await journal.next(most)).map(({ value }) => value);

describe('the journal', () => {
  it('gives what was appended in order, again and again until it is done', async () => {
    const journal = await opened();
    await Promise.all([journal.append([text(1), text(2)]), journal.append([text(3)]), journal.append([])]);
    expect(await values(journal)).toEqual([text(1), text(2), text(3)]);
    expect(await values(journal, 2)).toEqual([text(1), text(2)]);
    const [, second] = await journal.next(2);
    await journal.done(second?.number ?? 0);
    expect(await values(journal)).toEqual([text(3)]);
    expect(journal.waiting()).toBe(1);
    await journal.done(3);
    expect(await values(journal)).toEqual([]);
    await journal.append([text(4)]);
    expect(await journal.next(5)).toEqual([{ number: 4, value: text(4) }]);
  });

  it('goes on after a restart where it was', async () => {
    const first = await opened();
    await first.append([text(1), text(2), text(3)]);
    await first.done(1);
    await closed(first);
    const second = await opened();
    expect(await second.next(9)).toEqual([
      { number: 2, value: text(2) },
      { number: 3, value: text(3) },
    ]);
    await second.done(3);
    await closed(second);
    const third = await opened();
    expect(third.waiting()).toBe(0);
    await third.append([text(4)]);
    expect(await third.next(9)).toEqual([{ number: 4, value: text(4) }]);
  });

  it('keeps its folder to itself', async () => {
    await opened();
    await expect(openJournal(folder)).rejects.toThrow(FolderInUse);
  });

  it('begins a new file when one is full, and removes those that are done', async () => {
    const journal = await opened();
    const large = JSON.stringify('x'.repeat(3 * 1024 * 1024));
    for (let n = 0; n < 5; n += 1) await journal.append([large]);
    const files = async () => (await readdir(folder)).filter((name) => name.endsWith('.log'));
    expect(await files()).toHaveLength(2);
    expect((await journal.next(9)).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    await journal.done(3);
    expect(await files()).toHaveLength(1);
    expect((await journal.next(9)).map(({ number, value }) => [number, value.length])).toEqual([
      [4, large.length],
      [5, large.length],
    ]);
  });

  it('cuts off what a power cut has torn, at whatever byte, and loses nothing that was acknowledged', async () => {
    const journal = await opened();
    await journal.append([text(1), text(2)]);
    await closed(journal);
    const name = (await readdir(folder)).find((file) => file.endsWith('.log')) ?? '';
    const whole = await readFile(join(folder, name));
    const torn = Buffer.concat([whole, whole.subarray(0, whole.length / 2)]);
    for (let size = whole.length; size < torn.length; size += 1) {
      await writeFile(join(folder, name), torn.subarray(0, size));
      const again = await opened();
      const numbers = (await again.next(9)).map(({ number }) => number);
      expect(numbers.slice(0, 2)).toEqual([1, 2]);
      await again.append([text(9)]);
      expect((await values(again)).at(-1)).toBe(text(9));
      await closed(again);
    }
  });

  it('stops with a sentence where a file before the last is damaged', async () => {
    const journal = await opened();
    for (let n = 0; n < 4; n += 1) await journal.append([JSON.stringify('x'.repeat(3 * 1024 * 1024))]);
    await closed(journal);
    const [first = ''] = (await readdir(folder)).filter((file) => file.endsWith('.log')).toSorted();
    await truncate(join(folder, first), 100);
    await appendFile(join(folder, first), 'no line\n');
    await expect(openJournal(folder)).rejects.toThrow(JournalDamaged);
  });

  it('gives all that is still on the disk where the position or a file has gone', async () => {
    const journal = await opened();
    const large = JSON.stringify('x'.repeat(3 * 1024 * 1024));
    for (let n = 0; n < 7; n += 1) await journal.append([large]);
    await closed(journal);
    const files = (await readdir(folder)).filter((file) => file.endsWith('.log')).toSorted();
    expect(files).toHaveLength(3);
    await rm(join(folder, files[1] ?? ''));
    const second = await opened();
    expect((await second.next(9)).map(({ number }) => number)).toEqual([1, 2, 3, 7]);
    expect(second.waiting()).toBe(4);
    await second.done(3);
    await closed(second);
    await rm(join(folder, 'position.json'));
    const third = await opened();
    expect((await third.next(9)).map(({ number }) => number)).toEqual([7]);
    expect(third.waiting()).toBe(1);
    await third.done(7);
    expect(third.waiting()).toBe(0);
  });

  it('takes nothing of what a full disk has room for in part only', async () => {
    const disk = { room: 10, bytes: Buffer.alloc(16) };
    const write = (buffer: Uint8Array, offset: number, length: number, at: number) => {
      const fits = Math.min(length, disk.room - at);
      if (fits <= 0) return Promise.reject(new Error('ENOSPC: no space left on device'));
      disk.bytes.set(buffer.subarray(offset, offset + fits), at);
      return Promise.resolve({ bytesWritten: fits, buffer });
    };
    const file = { write } as Pick<FileHandle, 'write'>;
    await writeAll(file, Buffer.from('12345'), 0);
    await expect(writeAll(file, Buffer.from('67890abc'), 5)).rejects.toThrow('ENOSPC');
    expect(disk.bytes.toString('utf8', 0, 10)).toBe('1234567890');
  });

  it('holds exactly what was appended and not done, wherever the process ends between two steps', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ kind: fc.constant('done' as const), count: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ kind: fc.constant('crash' as const), count: fc.constant(0) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        let path = await mkdtemp(join(tmpdir(), 'synco-journal-'));
        const paths = [path];
        let journal = await openJournal(path);
        let [appended, done] = [0, 0];
        for (const { kind, count } of steps) {
          if (kind === 'append') {
            await journal.append(Array.from({ length: count }, (_, n) => text(appended + n + 1)));
            appended += count;
          } else if (kind === 'done') {
            done = Math.min(appended, done + count);
            await journal.done(done);
          } else {
            // What lies on the disk now is what a process would find that begins after this one was killed.
            const copy = await mkdtemp(join(tmpdir(), 'synco-journal-'));
            await cp(path, copy, { recursive: true, filter: (source) => !source.endsWith('.sock') });
            await journal.close();
            path = copy;
            paths.push(path);
            journal = await openJournal(path);
          }
          const expected = Array.from({ length: appended - done }, (_, n) => text(done + n + 1));
          expect((await journal.next(100)).map(({ value }) => value)).toEqual(expected);
          expect(journal.waiting()).toBe(appended - done);
        }
        await journal.close();
        for (const used of paths) await rm(used, { recursive: true, force: true });
      }),
      { numRuns: 25 },
    );
  });
});
