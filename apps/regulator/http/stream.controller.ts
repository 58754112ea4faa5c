import { maySeeChange } from '#libs/organisation';
import { Controller, Headers, Inject, type MessageEvent, Sse } from '@nestjs/common';
import { finalize, filter, interval, map, merge, type Observable } from 'rxjs';
import { FEED, type Feed } from '../engine/feed.js';
import { PARTS, type Parts } from '../parts.js';
import { organisationInForce } from './known.js';
import { requireViewer, ViewerText } from './viewer.js';

@Controller('api/stream')
export class StreamController {
  constructor(
    @Inject(PARTS) private readonly parts: Parts,
    @Inject(FEED) private readonly feed: Feed,
  ) {}

  /** The change feed as server-sent events: the id is the cursor, `Last-Event-ID` resumes, each event passes one check. */
  @Sse()
  async stream(
    @ViewerText() as: string | undefined,
    @Headers('last-event-id') last: string | undefined,
  ): Promise<Observable<MessageEvent>> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, as);
    const end = await this.feed.end();
    // An id from beyond the end was given by another store: waiting for it would be waiting for nothing.
    const from = last !== undefined && /^\d+$/.test(last) ? Math.min(Number(last) + 1, end) : end;
    const { streams } = this.parts.metrics;
    streams.inc();
    const changes = this.feed.from(from).pipe(
      filter(({ change }) => {
        const now = this.feed.organisation();
        return now !== null && maySeeChange(now, viewer, change);
      }),
      map(({ offset, change }): MessageEvent => ({ id: String(offset), data: change })),
    );
    const beats = interval(25_000).pipe(map((): MessageEvent => ({ type: 'beat', data: '' })));
    return merge(changes, beats).pipe(finalize(() => streams.dec()));
  }
}
