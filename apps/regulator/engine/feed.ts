import { feedEnd, type FeedItem, readChanges } from '#libs/adapters-postgres';
import { concat, defer, filter, from, mergeMap, type Observable, ReplaySubject, tap } from 'rxjs';
import type { Organisation } from '#libs/organisation';
import type { Parts } from '../parts.js';
import { Periodic } from './periodic.js';

const remembered = 2_000;

export const FEED = Symbol('feed');

/** The change feed as this process reads it: one cursor, many live streams. */
export interface Feed {
  /** All changes from an offset on: first from the store, then live. */
  from(offset: number): Observable<FeedItem>;
  /** The organisation in force when the changes handed on last were read: whoever asks it of each change asks the store once a read. */
  organisation(): Organisation | null;
  /** The offset that the next change will get. */
  end(): Promise<number>;
  stop(): Promise<void>;
}

export async function startFeed({ database, committed, log, organisation }: Parts): Promise<Feed> {
  const live = new ReplaySubject<FeedItem>(remembered);
  let next = await feedEnd(database.pool);
  let inForce = await organisation(database.pool);
  const read = async (from: number) => {
    const items = await readChanges(database.pool, from);
    if (items.length > 0) inForce = await organisation(database.pool);
    return items;
  };
  const reader = new Periodic({
    name: 'feed',
    log,
    wake: committed,
    pauseMs: database.kind === 'embedded' ? 1_000 : 200,
    work: async () => {
      const items = await read(next);
      for (const item of items) live.next(item);
      next = (items.at(-1)?.offset ?? next - 1) + 1;
      return items.length > 0;
    },
  });
  reader.start();
  return {
    from: (offset) => onwards(read, live, offset),
    organisation: () => inForce,
    end: () => feedEnd(database.pool),
    stop: async () => {
      live.complete();
      await reader.stop();
    },
  };
}

type Read = (from: number) => Promise<FeedItem[]>;

function onwards(read: Read, live: Observable<FeedItem>, offset: number): Observable<FeedItem> {
  return defer(() => {
    let last = offset - 1;
    const past = defer(() => from(readAll(read, offset))).pipe(mergeMap((items) => from(items)));
    return concat(past, live).pipe(
      filter((item) => item.offset > last),
      tap((item) => {
        last = item.offset;
      }),
    );
  });
}

async function readAll(read: Read, from: number): Promise<FeedItem[]> {
  const all: FeedItem[] = [];
  for (let next = from; ;) {
    const items = await read(next);
    all.push(...items);
    const last = items.at(-1);
    if (!last) return all;
    next = last.offset + 1;
  }
}
