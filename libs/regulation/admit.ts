import { type Indicator, Observation, type Refusal, type Scale } from '#libs/contracts';
import { checkValue, type Period, periodAt, readPeriod } from '#libs/indicators';
import type { Organisation } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';

const takes: Readonly<Record<Scale, string>> = {
  real: 'numbers',
  positive: 'numbers from 0',
  count: 'whole numbers from 0',
  fraction: 'numbers from 0 to 1',
};

/** An observation that has passed the door: of which indicator, about which period. */
export interface Admitted {
  kind: 'admitted';
  observation: Observation;
  indicator: Indicator;
  period: Period;
}
export type Admission = Admitted | { kind: 'refused'; refusal: Refusal };

/** A sender's clock may run ahead by so much. */
const aheadMs = 5 * 60_000;
/** Local dates of the years 1 to 9999: others have no name that could be read again. */
const yearHasFourDigits = /^(?!0000)\d{4}-/;

/** Reads a message of the topic synco.observations. */
export function readObservation(text: string | null): Observation | Refusal {
  const read = Observation.safeParse(parsed(text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return {
    code: 'message-malformed',
    message: `${issue?.path.join('.') || 'message'}: ${issue?.message ?? 'not readable'}`,
  };
}

/** Whether an observation fits the organisation at the time `now` (epoch ms): the same check at the HTTP door and in the loop. */
export function admit(organisation: Organisation | null, observation: Observation, now: number): Admission {
  if (!organisation)
    return refused('organisation-missing', 'No organisation has been applied, so no indicator is known.');
  const indicator = organisation.indicator(observation.indicator);
  if (!indicator) return refused('indicator-unknown', `There is no indicator "${observation.indicator}".`);
  if (indicator.rollUp) {
    return refused('indicator-rolled-up', `"${indicator.id}" is made from the indicators of the units below it.`);
  }
  const wrong = checkValue(indicator.scale, observation.value);
  // What is refused is listed for others too, and a figure is its unit's own: so the sentence says what would fit.
  if (wrong) return refused('value-out-of-scale', `"${indicator.id}" takes ${takes[indicator.scale]}.`);
  const period = periodOf(organisation, indicator, observation);
  if ('code' in period) return { kind: 'refused', refusal: period };
  if (period.startsAt > now + aheadMs) {
    return refused('period-in-future', `${period.name} of "${indicator.id}" begins at ${instantOf(period.startsAt)}.`);
  }
  return { kind: 'admitted', observation, indicator, period };
}

function periodOf(organisation: Organisation, indicator: Indicator, { period, at }: Observation): Period | Refusal {
  const zone = organisation.timeZoneOf(indicator.unit);
  if ((period === undefined) === (at === undefined))
    return fault('Give either period or at, not both and not neither.');
  if (at !== undefined) {
    const holding = periodAt(indicator.cadence, zone, Temporal.Instant.from(at).epochMilliseconds);
    return yearHasFourDigits.test(holding.starts) ? holding : fault(`${at} lies outside the years 1 to 9999.`);
  }
  const read = readPeriod(indicator.cadence, zone, period ?? '');
  return read ?? fault(`"${period}" is no ${cadenceName(indicator)} in ${zone}.`);
}

function fault(message: string): Refusal {
  return { code: 'period-malformed', message };
}

function cadenceName({ cadence }: Indicator): string {
  if (typeof cadence === 'string') return cadence;
  return 'minutes' in cadence ? `period of ${cadence.minutes} minutes` : `shift of the day, such as 2026-11-21/1`;
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

function refused(code: Refusal['code'], message: string): Admission {
  return { kind: 'refused', refusal: { code, message } };
}

function instantOf(epochMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toString();
}
