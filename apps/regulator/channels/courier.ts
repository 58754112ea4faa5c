import {
  addDeliveries,
  type Client,
  listenersOf,
  movePosition,
  type NewDelivery,
  noteRefused,
  readAlert,
  readPosition,
} from '#libs/adapters-postgres';
import { dueAt, newsOf } from '#libs/channels';
import { Dispatch } from '#libs/contracts';
import type { Organisation } from '#libs/organisation';
import {
  type Batch,
  type BatchHandler,
  chunkFrom,
  excerptOf,
  type IncomingRecord,
  refusalOfOthers,
} from '#libs/regulation';
import type { Parts } from '../parts.js';

const most = 200;
/** What happened longer ago calls nobody any more: a log that is read from its start tells nobody of what is long over. */
const freshMs = 24 * 3_600_000;

/**
 * Turns what units hear into deliveries to those who speak for them, in one transaction with the position. A dispatch that comes twice
 * makes none twice.
 */
export function courier({ database, organisation, now, metrics }: Parts): BatchHandler {
  const holes = new Map<string, number>();
  return (batch) =>
    database.transaction(async (client) => {
      const stored = await readPosition(client, batch);
      const from = stored ?? batch.logStart;
      const chunk = chunkFrom(batch, from, most, holes);
      if (chunk.length === 0) return { next: from };
      const next = (chunk.at(-1)?.offset ?? from) + 1;
      await movePosition(client, batch, stored, next);
      const inForce = await organisation(client);
      const { own, refused } = sifted(batch, chunk);
      metrics.refused.inc({ topic: batch.topic }, refused.length);
      await noteRefused(client, refused, now());
      if (inForce) await addDeliveries(client, await deliveriesOf(client, inForce, own, now()));
      return { next };
    });
}

/** What a regulator has written, and what somebody else has: that tells nobody anything. */
function sifted({ topic, partition }: Batch, records: readonly IncomingRecord[]) {
  const own = records.filter((record) => refusalOfOthers(record) === null);
  const refused = records.flatMap((record) => {
    const refusal = refusalOfOthers(record);
    if (!refusal) return [];
    return [
      {
        topic,
        partition,
        offset: record.offset,
        messageId: record.id,
        ...refusal,
        excerpt: excerptOf(record.value ?? ''),
      },
    ];
  });
  return { own, refused };
}

async function deliveriesOf(
  client: Client,
  organisation: Organisation,
  records: readonly IncomingRecord[],
  now: string,
): Promise<NewDelivery[]> {
  const deliveries: NewDelivery[] = [];
  for (const { value } of records) {
    const dispatch = read(value);
    const isFresh = dispatch !== null && Date.parse(dispatch.event.at) > Date.parse(now) - freshMs;
    const found = isFresh ? await readAlert(client, dispatch.event.alert) : null;
    const news = isFresh && found && !found.alert.replayed ? newsOf(organisation, dispatch, found.alert) : null;
    if (!news) continue;
    const { alert, sequence, unit, severity } = news;
    const listeners = await listenersOf(client, unit, now);
    for (const { account, channel, reaching } of listeners) {
      if (channel.least === 'severe' && severity !== 'severe') continue;
      const due = new Date(dueAt(reaching, severity, Date.parse(now))).toISOString();
      const made = { alert, sequence, unit, severity, account, channel: channel.id };
      deliveries.push({ ...made, news, madeAt: now, dueAt: due });
    }
  }
  return deliveries;
}

/** What nobody can read was written by nobody of ours, and tells nobody anything. */
function read(value: string | null): Dispatch | null {
  try {
    return Dispatch.safeParse(JSON.parse(value ?? '')).data ?? null;
  } catch {
    return null;
  }
}
