import type { Indicator } from '#libs/contracts';
import { type Period, periodOfOrdinal, readPeriod } from '#libs/indicators';
import type { Organisation } from '#libs/organisation';

/**
 * The period of `other` that a period of `indicator` belongs to. From a day up both calendars use the same name; below a day
 * the name carries the zone's offset, so the number decides, which gives each period exactly one on the other side.
 */
export function matchingPeriod(
  organisation: Organisation,
  indicator: Indicator,
  name: string,
  other: Indicator,
): Period | null {
  const zone = organisation.timeZoneOf(other.unit);
  const own = organisation.timeZoneOf(indicator.unit);
  if (zone === own || !belowADay(other.cadence)) return readPeriod(other.cadence, zone, name);
  const period = readPeriod(indicator.cadence, own, name);
  return period && periodOfOrdinal(other.cadence, zone, period.ordinal);
}

/** The period of `other` that a period already read belongs to: itself, where both have one calendar. */
export function matchingTo(
  organisation: Organisation,
  { indicator, period }: { indicator: Indicator; period: Period },
  other: Indicator,
): Period | null {
  return sameCalendar(organisation, indicator, other)
    ? period
    : matchingPeriod(organisation, indicator, period.name, other);
}

/** Whether two indicators surely name their periods alike. */
export function sameCalendar(organisation: Organisation, indicator: Indicator, other: Indicator): boolean {
  return (
    indicator.cadence === other.cadence &&
    organisation.timeZoneOf(indicator.unit) === organisation.timeZoneOf(other.unit)
  );
}

function belowADay(cadence: Indicator['cadence']): boolean {
  return cadence === 'hour' || (typeof cadence === 'object' && 'minutes' in cadence);
}
