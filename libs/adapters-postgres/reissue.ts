import { topics } from '#libs/contracts';
import type { Organisation } from '#libs/organisation';
import { matchingPeriod, type OutgoingRecord, staleWholes } from '#libs/regulation';
import type { Client } from './database.js';
import { appendOutbox } from './outbox.js';

/** Asks for every figure of the aggregates that a new version of the organisation makes otherwise, in the transaction that applies it. */
export async function reissue(client: Client, before: Organisation | null, after: Organisation): Promise<void> {
  for (const whole of staleWholes(before, after)) {
    const parts = [...(before?.partsOf(whole.id) ?? []), ...after.partsOf(whole.id)].map(({ id }) => id);
    const found = await client.query<{ indicator: string; period: string }>(
      'select distinct indicator, period from figure where indicator = any($1::text[])',
      [parts],
    );
    const periods = new Set(
      found.rows.flatMap(({ indicator, period }) => {
        const part = after.indicator(indicator) ?? before?.indicator(indicator);
        return part ? (matchingPeriod(after, part, period, whole)?.name ?? []) : [];
      }),
    );
    await appendOutbox(
      client,
      [...periods].map((period) => rollUpRecord(whole.id, period, after.version)),
    );
  }
}

function rollUpRecord(indicator: string, period: string, version: number): OutgoingRecord {
  const id = `organisation/${version}/${indicator}/${period}`;
  return { topic: topics.rollUps, key: indicator, id, value: JSON.stringify({ id, indicator, period, settle: false }) };
}
