import type { AlertEvent, OrganisationDocument } from '#libs/contracts';
import { topics } from '#libs/contracts';
import { fireTimers, type IncomingRecord, type PlaceCache, regulateBatches } from '#libs/regulation';
import type { Ground, Sight } from './ground.js';
import { type Hours, hoursOf } from './hours.js';
import { instant } from './hold.js';
import { Broken, type Fault, mortal, type Turns, turnstile } from './mortal.js';
import { type Expected, moved } from './expected.js';
import { followed, opened } from './oracle.js';
import type { InForce } from './paths.js';

type Topic = typeof topics.observations | typeof topics.rollUps;

/** A regulator: what it keeps in memory, and where it believes the log to have been read. */
interface Regulator {
  places: PlaceCache;
  read: Record<Topic, number>;
}

const fresh = (): Regulator => ({ places: new Map(), read: { [topics.observations]: 0, [topics.rollUps]: 0 } });

/** Two regulators over one store and one log, whose clock is moved by hand; and the oracle, which hears all that they commit. */
export class Rig {
  readonly alerts = new Map<string, Expected>();
  readonly log: Record<Topic, string[]> = { [topics.observations]: [], [topics.rollUps]: [] };
  readonly #regulators = [fresh(), fresh()];
  readonly #turns: Turns;
  #heard = 0;
  #inForce: InForce;
  #ruled: Sight;

  private constructor(
    readonly ground: Ground,
    public sight: Sight,
    /** Epoch milliseconds. */
    public now: number,
    order: readonly number[],
  ) {
    this.#turns = turnstile(order);
    this.#inForce = inForce(sight);
    this.#ruled = sight;
  }

  static async on(ground: Ground, document: OrganisationDocument, now: number, order: readonly number[]): Promise<Rig> {
    await ground.apply(document, instant(now));
    return new Rig(ground, await ground.look(), now, order);
  }

  get inForce(): InForce {
    return this.#inForce;
  }

  /** A store as a regulator has it from now on. */
  store(fault: Fault | null = null) {
    return mortal(this.ground.store, this.#turns, fault);
  }

  /** Does something in which a regulator may break; whether it was done to its end. */
  async dare(who: number, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      if (error.message === 'dead') this.#regulators[who] = fresh();
      return false;
    } finally {
      await this.listen();
    }
  }

  /** Fires what is due; false where the regulator broke. */
  fire(who: number, fault: Fault | null): Promise<boolean> {
    return this.dare(who, () => fireTimers(this.store(fault), instant(this.now)));
  }

  /** Both fire what is due at once. */
  fireBoth(faults: readonly (Fault | null)[]): Promise<boolean> {
    const both = [0, 1].map((who) => fireTimers(this.store(faults[who] ?? null), instant(this.now)));
    return this.dare(0, async () => {
      const ends = await Promise.allSettled(both);
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    });
  }

  /** Takes what lies on the log, from some records before what the regulator believes to have read; false where it broke. */
  take(topic: Topic, who: number, fault: Fault | null, again = 0): Promise<boolean> {
    return this.dare(who, async () => {
      const regulator = this.#regulators[who] ?? fresh();
      const options = { store: this.store(fault), now: () => instant(this.now), places: regulator.places, most: 500 };
      const handle = regulateBatches({ ...options, committed: () => undefined });
      const all = this.log[topic];
      // What the other has read is read by this one, too: the position in the store lets it pass over that.
      let from = Math.max(0, Math.max(...this.#regulators.map(({ read }) => read[topic])) - again);
      for (let tries = 0; from < all.length && tries < 9; tries += 1) {
        const place = { bus: 'bus', topic, partition: 0, logStart: 0, logEnd: all.length };
        from = (await handle({ ...place, records: records(all, from) })).next;
        regulator.read[topic] = from;
      }
    });
  }

  /** Hears what has been committed since. */
  async listen(): Promise<void> {
    const before = this.#inForce;
    this.sight = await this.ground.look();
    this.log[topics.rollUps] = [...this.sight.rollUps];
    const events = this.sight.events.slice(this.#heard);
    this.#heard = this.sight.events.length;
    // In one transaction the clocks are moved from the old hours to the new, and nothing else happens.
    if (!isSame(this.#ruled, this.sight)) [this.#inForce, this.#ruled] = [inForce(this.sight), this.sight];
    this.#move(before);
    for (const event of events) this.#hear(event);
  }

  #move(before: InForce): void {
    if (before === this.#inForce) return;
    for (const alert of this.alerts.values()) {
      const unit = alert.path[alert.level]?.unit ?? '';
      moved(alert, this.now, before.hours(unit), this.#inForce.hours(unit));
    }
  }

  #hear(event: AlertEvent): void {
    const known = this.alerts.get(event.alert);
    const { happening } = event;
    if (known) followed(known, event, this.#inForce);
    else if (happening.kind === 'raised') this.alerts.set(event.alert, opened({ ...event, happening }, this.#inForce));
    else throw new Error(`rule 4: ${event.alert} was not raised`);
  }
}

function inForce(sight: Sight): InForce {
  const { document, notices } = sight.organisation;
  const hours = new Map<string, Hours>();
  return {
    document,
    hours: (unit) => {
      const known = hours.get(unit) ?? hoursOf(document, notices, unit);
      hours.set(unit, known);
      return known;
    },
  };
}

function isSame(one: Sight, other: Sight): boolean {
  const said = ({ organisation: { version, notices } }: Sight) =>
    JSON.stringify([version, notices.map(({ id, sequence }) => [id, sequence])]);
  return said(one) === said(other);
}

function records(all: readonly string[], from: number): IncomingRecord[] {
  return all.slice(from).map((value, place) => ({ offset: from + place, key: null, id: null, value }));
}
