import { Kafka, logLevel } from 'kafkajs';
import type { Database } from '#libs/adapters-postgres';
import { topics } from '#libs/contracts';
import type { Stack } from './stack.js';

/** What a run measured: observations a second between the first batch's end and the last one's. */
export interface Rate {
  records: number;
  perSecond: number;
}

const table = `create table bare (
  id text primary key, indicator text not null, period text not null, value double precision not null, posted_by text, posted_at timestamptz)`;
const insert = `insert into bare select r.id, r.indicator, r.period, r.value, r.by, r."postedAt"
  from json_to_recordset($1::json) as r(id text, indicator text, period text, value double precision, by text, "postedAt" timestamptz)`;
const read =
  'select value from log_record where topic = $1 and partition = $2 and "offset" >= $3 order by "offset" limit $4';
/** As many records a transaction as the loop takes. */
const most = { kafka: 2_000, embedded: 200 };

/** The bare pipe: the same records, consumed and inserted into one table, a transaction a batch. No filter, no alerts. */
export function bare(stack: Stack, records: number): Promise<Rate> {
  return stack.use(async (database) => {
    await database.pool.query('drop table if exists bare');
    await database.pool.query(table);
    const clock = new Clock(records);
    await (stack.name === 'kafka' ? fromKafka(stack, database, clock) : fromLog(database, clock));
    await database.pool.query('drop table bare');
    return clock.rate();
  });
}

class Clock {
  #taken = 0;
  #first: { at: number; taken: number } | undefined;
  #last = 0;

  constructor(readonly wanted: number) {}

  took(count: number): boolean {
    this.#taken += count;
    this.#last = performance.now();
    this.#first ??= { at: this.#last, taken: this.#taken };
    return this.#taken >= this.wanted;
  }

  rate(): Rate {
    const { at = 0, taken = 0 } = this.#first ?? {};
    return { records: this.#taken, perSecond: Math.round(((this.#taken - taken) / (this.#last - at)) * 1_000) };
  }
}

async function put(database: Database, values: readonly (string | null)[]): Promise<void> {
  const rows = values.map((value): unknown => JSON.parse(value ?? ''));
  await database.transaction((client) => client.query(insert, [JSON.stringify(rows)]));
}

async function fromKafka({ environment }: Stack, database: Database, clock: Clock): Promise<void> {
  const kafka = new Kafka({ brokers: [environment['KAFKA_BROKERS'] ?? ''], logLevel: logLevel.ERROR });
  const consumer = kafka.consumer({ groupId: `bare-${Date.now()}`, maxWaitTimeInMs: 250 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topics.observations], fromBeginning: true });
  await new Promise<void>((done, fail) => {
    const run = consumer.run({
      autoCommit: false,
      eachBatch: async (payload) => {
        const { batch } = payload;
        for (let from = 0; from < batch.messages.length; from += most.kafka) {
          const part = batch.messages.slice(from, from + most.kafka);
          await put(
            database,
            part.map(({ value }) => value?.toString() ?? null),
          );
          payload.resolveOffset(part.at(-1)?.offset ?? '');
          await payload.heartbeat();
          if (clock.took(part.length)) done();
        }
      },
    });
    run.catch(fail);
  });
  await consumer.disconnect();
}

async function fromLog(database: Database, clock: Clock): Promise<void> {
  const next = new Map<number, number>();
  for (let over = false; !over;) {
    for (const partition of [0, 1, 2, 3]) {
      const from = next.get(partition) ?? 0;
      const { rows } = await database.pool.query<{ value: string }>(read, [
        topics.observations,
        partition,
        from,
        most.embedded,
      ]);
      if (rows.length === 0) continue;
      await put(
        database,
        rows.map(({ value }) => value),
      );
      next.set(partition, from + rows.length);
      over = clock.took(rows.length);
    }
  }
}
