import type { Agreement, AlertAbout, Severity, Step } from '#libs/contracts';
import { durationMinutes } from './duration.js';
import type { Organisation } from './organise.js';

/** What an alert is when it opens, as far as agreements tell alerts apart; a cord may be about no indicator. */
export interface Concern {
  unit: string;
  indicator: string | null;
  kind: AlertAbout['kind'];
  severity: Severity;
}

const severeFromSd = 6;

/** How severe it is, what an alert is about. */
export function severityOf(about: AlertAbout): Severity {
  if (about.kind === 'silence') return about.silence === 'missing' ? 'severe' : 'ordinary';
  return about.kind === 'deviation' && Math.abs(about.deviation.sizeInSd) >= severeFromSd ? 'severe' : 'ordinary';
}

const unlessAgreed: Pick<Agreement, 'dealWithin' | 'acknowledgeWithin'> = { dealWithin: 'P1D' };

/** The way of an alert from the unit concerned to the root, with what has been agreed for each unit; empty for an unknown unit. */
export function alertPath(org: Organisation, concern: Concern): Step[] {
  return org.pathUp(concern.unit).map((unit) => stepOf(org, unit.id, concern));
}

/** What a unit has been given for it: the working minutes to deal with it, and to say that somebody is on it. */
export function stepOf(org: Organisation, unitId: string, concern: Concern): Step {
  const { length } = org.workingTimeOf(unitId);
  const { dealWithin, acknowledgeWithin } = agreedFor(org, unitId, concern);
  return {
    unit: unitId,
    minutes: durationMinutes(dealWithin, length),
    ...(acknowledgeWithin !== undefined && { acknowledge: durationMinutes(acknowledgeWithin, length) }),
  };
}

function agreedFor(org: Organisation, unitId: string, concern: Concern): typeof unlessAgreed {
  for (const unit of org.pathUp(unitId)) {
    const fitting = org.agreementsOf(unit.id).filter((agreed) => fits(agreed, concern));
    const [nearest] = fitting.toSorted((a, b) => precision(b) - precision(a));
    if (nearest) return nearest;
  }
  return unlessAgreed;
}

function fits(agreed: Agreement, { indicator, kind, severity }: Concern): boolean {
  return (
    (agreed.indicator ?? indicator) === indicator &&
    (agreed.kind ?? kind) === kind &&
    (agreed.severity ?? severity) === severity
  );
}

/** How precisely it says what it is about: the indicator counts more than the kind, the kind more than the severity. */
function precision({ indicator, kind, severity }: Agreement): number {
  return (indicator === undefined ? 0 : 4) + (kind === undefined ? 0 : 2) + (severity === undefined ? 0 : 1);
}
