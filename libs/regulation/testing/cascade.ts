import type { Deviation, Sign } from '#libs/contracts';
import { type AlertCommand, raise } from '#libs/alerting';
import { OrganisationDocument } from '#libs/contracts';
import { alertPath, organise } from '#libs/organisation';
import { actOnAlert } from '../act.js';
import { recordAlert } from '../alert-rows.js';
import { noChanges } from '../rows.js';
import type { Store } from '../store.js';
import { timeIn } from '../time-in.js';

/** A tree of units, each with one daily indicator that is summed into that of the unit above; `parents[i]` is below i + 1. */
export function cascade(parents: readonly number[], minutes: readonly number[]) {
  const units = [null, ...parents];
  const document = OrganisationDocument.parse({
    name: 'Cascade',
    units: units.map((parent, n) => ({
      id: `u${n}`,
      name: `Unit ${n}`,
      parent: parent === null ? null : `u${parent}`,
    })),
    indicators: units.map((parent, n) => ({
      id: `i${n}`,
      unit: `u${n}`,
      name: 'Output',
      measure: 'pieces',
      cadence: 'day',
      scale: 'real',
      good: 'more',
      ...(parent !== null && { into: `i${parent}` }),
      ...(parents.includes(n) && { rollUp: { rule: 'sum' } }),
    })),
    agreements: units.map((_, n) => ({ unit: `u${n}`, dealWithin: `PT${minutes[n % minutes.length] ?? 60}M` })),
  });
  return organise(1, document);
}

/** What the filter is to have told of a unit's indicator. */
export interface Fallen {
  unit: number;
  onset: string;
  sign?: Sign;
}

/** Raises the alert of a deviation, in a transaction of its own, as the loop does. */
export async function raiseAlert(
  store: Store,
  id: string,
  { unit, onset, sign = 'pain' }: Fallen,
  now: string,
): Promise<void> {
  await store.transact(async (tx) => {
    const organisation = await tx.organisation();
    if (!organisation) return;
    const deviation: Deviation = {
      id: onset,
      status: 'raised',
      kind: 'step',
      direction: 'down',
      onset,
      size: -5,
      sizeInSd: -4,
      levelBefore: 10,
      probability: 0.9,
      sentence: { en: 'It fell.', es: 'Bajó.' },
    };
    const about = { kind: 'deviation', deviation, sd: 1 } as const;
    const concern = { unit: `u${unit}`, indicator: `i${unit}`, kind: 'deviation', severity: 'ordinary' } as const;
    const path = alertPath(organisation, concern);
    const opening = { kind: 'raised', indicator: `i${unit}`, sign, path, about } as const;
    const changes = noChanges(now);
    recordAlert(changes, raise(id, opening, timeIn(organisation, now), false), { onset: 0, replay: null });
    await tx.write(changes);
  });
}

const who = { by: 'Ana', unit: 'u0' };

/** What people and the filter do with alerts, as far as it matters to what is shown as one. */
export const acts = {
  resolve: { kind: 'resolve', ...who, cause: 'a belt', remedy: 'a new one' },
  recover: { kind: 'recover', because: 'back-at-the-level-before' },
  'ask-help': { kind: 'ask-help', ...who },
} as const satisfies Record<string, AlertCommand>;

/** Does one of these things with an alert. */
export function act(store: Store, id: string, command: AlertCommand, now: string) {
  return actOnAlert(store, id, now, () => command);
}
