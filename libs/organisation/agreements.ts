import type { Step } from '#libs/contracts';
import { durationMinutes } from './duration.js';
import type { Organisation } from './organise.js';

const oneDay = 'P1D';

/**
 * The working minutes that the unit has for an alert of the indicator: by the nearest agreement upward, the one that names the
 * indicator first; else a working day.
 */
export function dealMinutes(org: Organisation, unitId: string, indicatorId: string): number {
  const { length } = org.workingTimeOf(unitId);
  for (const unit of org.pathUp(unitId)) {
    const agreed = org.agreementOf(unit.id, indicatorId) ?? org.agreementOf(unit.id, null);
    if (agreed) return durationMinutes(agreed.dealWithin, length);
  }
  return durationMinutes(oneDay, length);
}

/** The way of an alert from the indicator's own unit to the root, with each unit's minutes; empty for an unknown indicator. */
export function alertPath(org: Organisation, indicatorId: string): Step[] {
  const indicator = org.indicator(indicatorId);
  if (!indicator) return [];
  return org.pathUp(indicator.unit).map((unit) => ({ unit: unit.id, minutes: dealMinutes(org, unit.id, indicatorId) }));
}
