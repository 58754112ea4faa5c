import { maySeeChange } from '#libs/organisation';
import { Controller, Headers, Inject, type MessageEvent, Sse, SseSignal } from '@nestjs/common';
import { concatMap, filter, finalize, interval, map, merge, type Observable, takeWhile } from 'rxjs';
import { type Asking, Asks, requireViewer, type Who } from '../access/asking.js';
import { seatOf, Seats } from '../access/seat.js';
import { FEED, type Feed } from '../engine/feed.js';
import { PARTS, type Parts } from '../parts.js';
import { organisationInForce } from './known.js';

/** So often a stream looks whether whoever listens still may; a change of the unit's people is looked at at once. */
const lookMs = 5_000;

@Controller('api/stream')
export class StreamController {
  readonly #seats = new Seats();

  constructor(
    @Inject(PARTS) private readonly parts: Parts,
    @Inject(FEED) private readonly feed: Feed,
  ) {}

  /** The change feed as server-sent events: the id is the cursor, `Last-Event-ID` resumes, each event passes one check. */
  @Sse()
  async stream(
    @Asks() asking: Asking,
    @Headers('last-event-id') last: string | undefined,
    @SseSignal() signal: AbortSignal,
  ): Promise<Observable<MessageEvent>> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const end = await this.feed.end();
    // An id from beyond the end was given by another store: waiting for it would be waiting for nothing.
    const from = last !== undefined && /^\d+$/.test(last) ? Math.min(Number(last) + 1, end) : end;
    const leave = this.#sit(asking.who);
    // Whoever has gone before there was anything to hear never subscribes, and so never ends.
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    const seat = seatOf(asking, viewer, this.parts.now);
    const changes = this.feed.from(from).pipe(
      concatMap(async ({ offset, change }): Promise<MessageEvent | null> => {
        if (change.kind === 'people') await seat.look();
        const now = this.feed.organisation();
        return now !== null && maySeeChange(now, viewer, change) ? { id: String(offset), data: change } : null;
      }),
    );
    const beats = interval(25_000).pipe(map((): MessageEvent => ({ type: 'beat', data: '' })));
    const looks = interval(lookMs).pipe(
      concatMap(() => seat.look()),
      map(() => null),
    );
    return merge(changes, beats, looks).pipe(
      takeWhile(() => seat.holds()),
      filter((event) => event !== null),
      finalize(leave),
    );
  }

  /** Takes a seat; answers how to leave it, once. */
  #sit(who: Who): () => void {
    const { streams } = this.parts.metrics;
    const rise = this.#seats.take(who);
    streams.inc();
    let isSeated = true;
    return () => {
      if (!isSeated) return;
      isSeated = false;
      rise();
      streams.dec();
    };
  }
}
