import { type AlertEvent, AlertList, AlertView, Change, type Language } from '#libs/contracts';
import type { Client } from '../client.js';
import { passes } from './delivery.js';
import { readEvents } from './events.js';
import type { Line, NewsBook } from './news-book.js';
import { say } from './words.js';

const source = 'stream';

/** What listening needs: where to write down, in which language, and whom to tell. */
export interface Listening {
  book: NewsBook;
  language: Language;
  tell: (line: Line) => void;
}

/** Whom the stream tells besides: `reached` when the server answers, `renew` when the organisation has changed. */
interface Told {
  reached: () => void;
  renew: () => Promise<void>;
}

/** Follows the alerts of the node's unit over the live stream, until it ends or is aborted; rejects when it cannot be reached. */
export async function listenOverHttp(client: Client, listening: Listening & Told, signal: AbortSignal): Promise<void> {
  const last = listening.book.cursor(source);
  const body = await client.stream('/api/stream', last, signal);
  listening.reached();
  // What happened while nobody listened: the stream goes on from the last event, and open alerts are looked at in any case.
  const { alerts } = await client.get('/api/alerts?state=open', AlertList);
  for (const { id, sequence } of alerts) {
    if (sequence > listening.book.heard(id)) await hearAlert(client, listening, id, last ?? '');
  }
  for await (const { id, data } of readEvents(body)) {
    const change = Change.safeParse(parsed(data));
    if (change.data?.kind === 'alert') await hearAlert(client, listening, change.data.alert, id);
    if (change.data?.kind === 'organisation') await listening.renew();
  }
}

async function hearAlert(
  client: Client,
  { book, language, tell }: Listening,
  id: string,
  cursor: string,
): Promise<void> {
  const view = await client.get(`/api/alerts/${encodeURIComponent(id)}`, AlertView).catch(notForUs);
  const lines = view?.timeline.map((event) => lineOf(event, view.alert.indicator, language)) ?? [];
  for (const line of await book.hear(lines, source, cursor)) tell(line);
}

/** What may not be seen, or is there no more, is no news, and must not keep the others from being heard. */
function notForUs(error: unknown): null {
  if (passes(error)) throw error;
  return null;
}

/** An event of an alert as a line of news. */
export function lineOf(
  { alert, sequence, at, happening }: AlertEvent,
  indicator: string | null,
  language: Language,
): Line {
  return { alert, sequence, indicator, at, text: say(language, happening) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
