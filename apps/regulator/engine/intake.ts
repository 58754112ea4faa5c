import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { notePending, noteRefused } from '#libs/adapters-postgres';
import {
  type Accepted,
  MessageId,
  type Observation,
  PostedBatch,
  type Refusal,
  SyncoError,
  topics,
} from '#libs/contracts';
import type { Mandated, Organisation } from '#libs/organisation';
import { type Door, excerptOf, lookAtPosted } from '#libs/regulation';
import type { Parts } from '../parts.js';

interface Looked {
  index: number;
  raw: unknown;
  result: Observation | Refusal;
}

/** So many at a time, with a turn for others after each: a batch of thousands must not make anybody wait. */
const slice = 250;

/** The door for figures: each item is looked at by itself, what fits goes on the bus, what does not is refused with its reason. */
export async function takeIn(
  parts: Parts,
  organisation: Organisation,
  body: unknown,
  viewer: Mandated | null,
): Promise<Accepted> {
  const now = parts.now();
  const { observations, import: imported } = batchOf(body);
  const door: Door = { organisation, viewer, now, newId: randomUUID, imported };
  const items = observations.map((raw, index) => ({ index, raw }));
  const looked: Looked[] = [];
  for (let from = 0; from < items.length; from += slice) {
    const part = items.slice(from, from + slice);
    const read = part.map((item) => ({ ...item, result: lookAtPosted(item.raw, door) }));
    await send(
      parts,
      read.flatMap(({ result }) => ('code' in result ? [] : [result])),
      now,
    );
    looked.push(...read);
    await turn();
  }
  const refused = looked.flatMap(({ index, result }) => ('code' in result ? [{ index, ...result }] : []));
  await noteRefused(parts.database.pool, looked.flatMap(refusalRow), now);
  parts.metrics.refused.inc({ topic: 'http' }, refused.length);
  return { ids: looked.map(({ result }) => ('code' in result ? null : result.id)), refused };
}

async function send({ bus, database }: Parts, taken: readonly Observation[], now: string): Promise<void> {
  if (taken.length === 0) return;
  await bus.publish(
    taken.map((observation) => ({
      topic: topics.observations,
      key: observation.indicator,
      id: observation.id,
      value: JSON.stringify(observation),
    })),
  );
  await notePending(database.pool, taken, now);
}

/** One observation, or {"observations": […]}. */
function batchOf(body: unknown): PostedBatch {
  if (typeof body !== 'object' || body === null)
    throw new SyncoError('body-malformed', 'The body is not a JSON object.');
  if (!('observations' in body)) return { observations: [body] };
  const batch = PostedBatch.safeParse(body);
  if (batch.success) return batch.data;
  const errors = batch.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw new SyncoError('body-malformed', 'The batch cannot be read.', errors);
}

function refusalRow({ raw, result }: Looked) {
  if (!('code' in result)) return [];
  const id = MessageId.safeParse(typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : null);
  const { code, message } = result;
  const said = { code, message, excerpt: excerptOf(JSON.stringify(raw)) };
  return [{ topic: 'http', partition: null, offset: null, messageId: id.data ?? null, ...said }];
}
