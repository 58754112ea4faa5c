import type { Kafka } from 'kafkajs';
import type { Topic } from '#libs/contracts';
import type { Subscription, Wanted } from '#libs/regulation';
import type { Cluster } from './cluster.js';
import { reasonOf, type Log } from './logging.js';
import { joinGroup, type Member, type MemberOptions } from './member.js';
import { Places } from './places.js';
import { pause } from './waiting.js';

const restartMs = 1_000;
// While the store writes one partition's batch the handler can work on another's.
const usuallyAtOnce = 4;

/** What a subscription is made of; `ensureTopics` is asked before each joining, so that a wiped broker gets its topics again. */
export interface SubscribeOptions {
  kafka: Kafka;
  cluster: Cluster;
  ensureTopics(): Promise<void>;
  /** The cluster's id when the bus was opened. */
  identity: string;
  maxRecords: number;
  log: Log;
}

/** Joins the group and stays in it: whatever ends a member, another one follows until stop() is called. */
export async function subscribe(options: SubscribeOptions, wanted: Wanted): Promise<Subscription> {
  const subscription = new KafkaSubscription(options, wanted);
  await subscription.start();
  return subscription;
}

class KafkaSubscription implements Subscription {
  readonly #places = new Places();
  #identity: string;
  #ended = false;
  #member: Member | undefined;
  #joining: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: SubscribeOptions,
    private readonly wanted: Wanted,
  ) {
    this.#identity = options.identity;
  }

  start(): Promise<void> {
    this.#joining = this.#join();
    return this.#joining;
  }

  async stop(): Promise<void> {
    this.#ended = true;
    await this.#joining;
    await this.#member?.leave();
  }

  stopped(): ReadonlyMap<string, string> {
    return new Map(this.#places.stopped);
  }

  lag(): ReadonlyMap<Topic, number> {
    return this.#places.lag(this.wanted.topics);
  }

  async #join() {
    for (;;) {
      if (this.#ended) return;
      try {
        await this.options.ensureTopics();
        this.#member = await joinGroup(this.#memberOptions());
        return;
      } catch (error) {
        const { group } = this.wanted;
        this.options.log('error', 'The Kafka group could not be joined', { group, reason: reasonOf(error) });
        await pause(restartMs);
      }
    }
  }

  async #rejoin(error: Error) {
    if (this.#ended) return;
    this.options.log('error', 'The Kafka consumer ended and is started again', { reason: reasonOf(error) });
    await pause(restartMs);
    await this.#join();
  }

  #memberOptions(): MemberOptions {
    return {
      ...this.options,
      atOnce: usuallyAtOnce,
      ...this.wanted,
      places: this.#places,
      bus: () => this.#identity,
      identify: (id) => {
        this.#identity = id;
      },
      ended: () => this.#ended,
      crashed: (error) => {
        this.#joining = this.#rejoin(error);
      },
    };
  }
}
