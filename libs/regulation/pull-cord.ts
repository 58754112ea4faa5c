import { raise } from '#libs/alerting';
import type { Alert, AlertAbout, Refusal, Sign } from '#libs/contracts';
import { alertPath, type Organisation, severityOf } from '#libs/organisation';
import { recordAlert } from './alert-rows.js';
import { again } from './again.js';
import { noChanges } from './rows.js';
import type { Store } from './store.js';
import { timeIn } from './time-in.js';

/** A cord that somebody pulls; `to` is their own unit or one above it, `by` null where the person is not to be stored. */
export interface Cord {
  id: string;
  unit: string;
  by: string | null;
  sign: Sign;
  text: string;
  to: string;
  indicator: string | null;
}

/** Raises an alert by hand. The same cord again is the same alert; its id with anything else is refused. */
export function pullCord(store: Store, cord: Cord, now: string): Promise<Alert | Refusal> {
  return again(() =>
    store.transact(async (tx) => {
      const organisation = await tx.organisation();
      if (!organisation?.unit(cord.unit)) return refusal('unit-unknown', `There is no unit "${cord.unit}".`);
      const opening = openingOf(organisation, cord);
      if ('code' in opening) return opening;
      const id = `cord-${cord.id}`;
      const known = await tx.alert(id);
      if (known)
        return isSame(known.alert, cord) ? known.alert : refusal('id-reused', `The id ${cord.id} is another cord's.`);
      const raised = raise(id, opening, timeIn(organisation, now), false);
      const changes = noChanges(now);
      recordAlert(changes, raised, { onset: 0, replay: null });
      await tx.write(changes);
      return raised.alert;
    }),
  );
}

function openingOf(organisation: Organisation, { unit, to, by, text, sign, indicator }: Cord) {
  if (indicator !== null && organisation.indicator(indicator)?.unit !== unit)
    return refusal('indicator-unknown', `"${unit}" has no indicator "${indicator}".`);
  const about: AlertAbout = { kind: 'cord', text, by };
  const way = alertPath(organisation, { unit, indicator, kind: 'cord', severity: severityOf(about) });
  const aim = way.findIndex((step) => step.unit === to);
  if (aim < 0) return refusal('cord-not-above', `"${to}" is neither "${unit}" nor above it.`);
  // Whoever lies between is passed by: that is what the cord is for.
  const path = aim === 0 ? way : [...way.slice(0, 1), ...way.slice(aim)];
  return { kind: 'raised', indicator, sign, path, about, ...(aim > 0 && { level: 1 }) } as const;
}

function isSame({ about, sign, path, indicator }: Alert, cord: Cord): boolean {
  const aim = cord.to === cord.unit ? path[0]?.unit : path[1]?.unit;
  const same = about.kind === 'cord' && about.text === cord.text && about.by === cord.by && sign === cord.sign;
  return same && path[0]?.unit === cord.unit && aim === cord.to && indicator === cord.indicator;
}

function refusal(code: Refusal['code'], message: string): Refusal {
  return { code, message };
}
