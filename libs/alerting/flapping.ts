import type { Alert } from '#libs/contracts';

/** An alert of the same indicator and sign, with the ordinals of its onset and of the period in which the filter closed it. */
export interface Past {
  alert: Alert;
  onset: number;
  /** Null where it is open, or somebody else has closed it. */
  gone: number | null;
}

/** A series that deviates again within so many periods after it was last away is about the same matter. */
const sameMatterWithin = 30;

/** How many figures in a row must be back at the level before until an alert recovers, by how often it has come. */
function figuresBack(times: number): number {
  if (times < 3) return 2;
  return times === 3 ? 8 : 32;
}

/** Whether an alert is about a series that comes and goes: from the third time on. */
export function isFlapping({ again }: Pick<Alert, 'again'>): boolean {
  return (again?.times ?? 1) >= 3;
}

/**
 * How often what begins at an onset has come and gone before, by the alerts that began earlier; null where it is new. What was
 * withdrawn by a correction or a notice never was; what somebody has resolved is done with, and so is what lies before it.
 */
export function comingAgain(onset: number, past: readonly Past[]): Alert['again'] {
  const before = past.filter((one) => one.onset < onset && counts(one)).toSorted((a, b) => a.onset - b.onset);
  const last = before.at(-1);
  if (!last || last.gone === null || onset - lastAway(last.alert, last.gone) > sameMatterWithin) return null;
  const times = (last.alert.again?.times ?? 1) + 1;
  return { times, earlier: [...(last.alert.again?.earlier ?? []), last.alert.id], figures: figuresBack(times) };
}

function counts({ alert: { state }, gone }: Past): boolean {
  return gone !== null || state === 'resolved';
}

function lastAway({ state, again }: Alert, gone: number): number {
  return state === 'recovered' ? gone - (again?.figures ?? figuresBack(1)) : gone;
}
