import { randomUUID } from 'node:crypto';
import { type Observation, type PostedObservation, type ReplayStatus, SyncoError, topics } from '#libs/contracts';
import {
  endReplay,
  inFlight,
  launch,
  moveReplay,
  nextTimer,
  openAlertsOf,
  openReplay,
  replayStatus,
} from '#libs/adapters-postgres';
import { actOnAlert, fireTimers } from '#libs/regulation';
import { announceReplay } from './announce.js';
import type { Parts } from '../parts.js';

/** Runs history through the loop: now follows event time, and each step ends when nothing that it caused is in flight. */
export class Replayer {
  constructor(private readonly parts: Parts) {}

  async open(name: string, total: number): Promise<ReplayStatus> {
    return openReplay(this.parts.database.pool, randomUUID(), { name, total }, this.parts.now());
  }

  /** Lets the replay's time come to `now`, firing what falls due on the way, and then posts the observations. */
  async step(id: string, now: string, observations: readonly Observation[]): Promise<ReplayStatus> {
    await this.#status(id);
    await this.#timersUntil(id, now);
    await this.#moveTo(id, now);
    if (observations.length > 0) {
      await launch(
        this.parts.database.pool,
        id,
        observations.map((observation) => observation.id),
      );
      await this.parts.bus.publish(
        observations.map((observation) => ({
          topic: topics.observations,
          key: observation.indicator,
          id: observation.id,
          value: JSON.stringify({ ...observation, replay: id }),
        })),
      );
    }
    await this.#landed(id);
    await this.#timersUntil(id, now);
    return this.#announce(id);
  }

  /** Ends the replay: its time comes up to the present, and what is still open goes on live or lapses. */
  async finish(id: string, stillOpen: 'keep' | 'close'): Promise<ReplayStatus> {
    await this.#status(id);
    const { store, database } = this.parts;
    if (stillOpen === 'close') {
      const at = (await this.#status(id)).now ?? this.parts.now();
      for (const alert of await openAlertsOf(database.pool, id))
        await actOnAlert(store, alert, at, () => ({ kind: 'lapse' }));
    } else {
      await this.#timersUntil(id, this.parts.now());
    }
    await endReplay(database, id);
    return this.#announce(id);
  }

  async #timersUntil(id: string, now: string): Promise<void> {
    const { database, store, committed } = this.parts;
    for (;;) {
      const due = await nextTimer(database.pool, id);
      if (due === null || Date.parse(due) > Date.parse(now)) return;
      await this.#moveTo(id, due);
      await fireTimers(store, due, { replay: id });
      committed.call();
      await this.#landed(id);
    }
  }

  /** Time that has been passed already stays where it is: a timer may be due before the figures that caused it. */
  async #moveTo(id: string, now: string): Promise<void> {
    if (await moveReplay(this.parts.database.pool, id, now)) return;
    const status = await this.#status(id);
    if (status.now !== null && Date.parse(status.now) >= Date.parse(now)) return;
    throw new SyncoError('replay-unknown', `The replay ${id} is over.`);
  }

  async #landed(id: string): Promise<void> {
    const { database, committed } = this.parts;
    for (;;) {
      const seen = committed.calls;
      if ((await inFlight(database.pool, id)) === 0) return;
      await committed.sleep(seen, 50);
    }
  }

  async #status(id: string): Promise<ReplayStatus> {
    const status = await replayStatus(this.parts.database.pool, id);
    if (!status || status.over) throw new SyncoError('replay-unknown', `There is no open replay ${id}.`);
    return status;
  }

  async #announce(id: string): Promise<ReplayStatus> {
    const status = await replayStatus(this.parts.database.pool, id);
    if (!status) throw new SyncoError('replay-unknown', `There is no replay ${id}.`);
    await announceReplay(this.parts, status);
    return status;
  }
}

/** What a replay posts: ids and times of posting are the history's own. */
export function replayed(posted: readonly PostedObservation[], now: string): Observation[] {
  return posted.map((item) => ({ ...item, id: item.id ?? randomUUID(), postedAt: item.postedAt ?? now }));
}
