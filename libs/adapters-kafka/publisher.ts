import { SyncoError } from '#libs/contracts';
import type { OutgoingRecord } from '#libs/regulation';
import { reasonOf, type Log } from './logging.js';
import { pause, within } from './waiting.js';
import type { Writer, Written } from './writer.js';

// One record batch of Kafka holds 1 MiB unless the broker says otherwise.
const maxBytes = 768 * 1024;
const maxRecords = 5_000;
const again = 200;

interface Waiting {
  record: OutgoingRecord;
  order: Order;
}

/** Publishes records one group at a time, in the order of the calls; calls that wait together go together. */
export class Publisher {
  #queue: Waiting[] = [];
  #writer: Writer | undefined;
  #pump: Promise<void> = Promise.resolve();
  #pumping = false;
  #closed = false;
  #most = maxRecords;
  #reason = 'it has not answered yet';

  /** `open` gives a fresh writer: it is asked again after every failure. `withinMs` bounds each call to publish. */
  constructor(private readonly options: { open: () => Writer; withinMs: number; log: Log }) {}

  /** Resolves when all records are written; rejects with bus-unavailable when that is not known in time. */
  publish(records: readonly OutgoingRecord[]): Promise<void> {
    if (this.#closed) return Promise.reject(new SyncoError('bus-unavailable', 'The bus has been closed.'));
    if (records.length === 0) return Promise.resolve();
    const order = new Order(records.length, this.options.withinMs, () => this.#late());
    for (const record of records) this.#queue.push({ record, order });
    if (!this.#pumping) this.#pump = this.#run();
    return order.done;
  }

  /** Resolves when nothing waits any more, which is soon: every call to publish is bounded. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#pump;
    await this.#writer?.abandon();
  }

  async #run() {
    this.#pumping = true;
    for (;;) {
      this.#queue = this.#queue.filter(({ order }) => !order.settled);
      const group = this.#queue.slice(0, howMany(this.#queue, this.#most));
      if (group.length === 0) break;
      await this.#try(group);
    }
    this.#pumping = false;
  }

  async #try(group: readonly Waiting[]) {
    const outcome = await this.#write(group.map(({ record }) => record));
    if (outcome === 'written') {
      this.#queue.splice(0, group.length);
      this.#most = maxRecords;
      for (const { order } of group) order.one();
    } else if (outcome === 'failed') {
      await pause(again);
    } else if (group.length > 1) {
      this.#most = Math.ceil(group.length / 2);
    } else {
      group[0]?.order.fail(new SyncoError('body-too-large', 'A record is larger than the Kafka brokers accept.'));
    }
  }

  async #write(records: readonly OutgoingRecord[]): Promise<Written | 'failed'> {
    const writer = (this.#writer ??= this.options.open());
    let outcome: Written | 'failed' = 'failed';
    try {
      outcome = await within(this.options.withinMs, writer.write(records), 'no answer in time');
    } catch (error) {
      this.#reason = reasonOf(error);
      this.options.log('warn', 'Kafka did not take records', { records: records.length, reason: this.#reason });
    }
    if (outcome === 'written') return outcome;
    void writer.abandon();
    this.#writer = undefined;
    return outcome;
  }

  #late() {
    const seconds = this.options.withinMs / 1000;
    return new SyncoError('bus-unavailable', `Kafka did not take the records within ${seconds} s: ${this.#reason}.`);
  }
}

// One call to publish: settled when all its records are written, when one cannot be, or when its time is up.
class Order {
  readonly done: Promise<void>;
  settled = false;
  #settle: (error?: Error) => void = () => undefined;

  constructor(
    private left: number,
    withinMs: number,
    late: () => Error,
  ) {
    this.done = new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#settle(late()), withinMs);
      this.#settle = (error) => {
        clearTimeout(timer);
        this.settled = true;
        if (error === undefined) resolve();
        else reject(error);
      };
    });
  }

  one() {
    this.left -= 1;
    if (this.left === 0) this.#settle();
  }

  fail(error: Error) {
    this.#settle(error);
  }
}

// How many records from the head of the queue make one group: at least one.
function howMany(queue: readonly Waiting[], most: number): number {
  let bytes = 0;
  let count = 0;
  for (const { record } of queue) {
    bytes += Buffer.byteLength(record.value) + Buffer.byteLength(record.key) + record.id.length + 32;
    if (count > 0 && (bytes > maxBytes || count >= most)) break;
    count += 1;
  }
  return count;
}
