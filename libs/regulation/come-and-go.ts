import type { Alert, AlertAbout, Deviation, Indicator } from '#libs/contracts';
import { comingAgain, hasRecovered, isFlapping, type LevelBelief } from '#libs/alerting';
import { isGood, readPeriod } from '#libs/indicators';
import type { Organisation } from '#libs/organisation';
import type { KnownAlert } from './rows.js';
import type { FilterRow } from './run-filter.js';

/** An alert that the filter has raised. */
export type Flagged = KnownAlert & { alert: { about: Extract<AlertAbout, { kind: 'deviation' }> } };

/** What the filter says of a figure: the level after it, null before it knows one, and what is told. */
export interface Said {
  level: LevelBelief | null;
  deviation: Deviation | null;
}

/** The sign of a deviation of an indicator: whether it is for the worse or for the better. */
export function signOf(indicator: Indicator, { direction, levelBefore, size }: Deviation): Alert['sign'] {
  return isGood(indicator.good, direction, levelBefore, levelBefore + size);
}

/** So many figures before a change need to be known of a series in which an open alert comes and goes. */
export const longestCalm = 32;

/** Whether any of these alerts is open and about a series that comes and goes. */
export function anyFlapping(alerts: readonly KnownAlert[]): boolean {
  return alerts.some(({ alert }) => alert.closedAt === null && isFlapping(alert));
}

/** What has come and gone of an indicator before something of a sign begins at an onset; null where nothing has. */
export function comesAgain(
  { organisation, indicator }: { organisation: Organisation; indicator: Indicator },
  { onset, sign }: { onset: number; sign: Alert['sign'] },
  alerts: Iterable<Flagged>,
): Alert['again'] {
  const zone = organisation.timeZoneOf(indicator.unit);
  const past = [...alerts].filter(({ alert }) => alert.sign === sign && alert.closedAt !== null);
  const ordinalOf = (period: string | null) =>
    period === null ? null : (readPeriod(indicator.cadence, zone, period)?.ordinal ?? null);
  return comingAgain(
    onset,
    past.map((known) => ({ alert: known.alert, onset: known.onset, gone: ordinalOf(known.alert.goneIn) })),
  );
}

/**
 * Looked at only after the onset has been followed by two rows. The sd is that of one figure when the alert opened, or what the
 * filter expects now if that is wider: a series that was nearly constant at first would else never be near enough again.
 */
export function backAtTheLevelBefore(
  { alert, onset }: Flagged,
  { figure, before, after, assessment }: FilterRow,
  lately: { indicator: Indicator; said: readonly Said[] },
): boolean {
  if (alert.closedAt !== null || figure.ordinal < onset + 2 || !before || !after) return false;
  const { deviation, sd } = alert.about;
  const wide = Math.max(sd, assessment.forecast.sd);
  if (!isFlapping(alert)) return hasRecovered(deviation.levelBefore, wide, [before, after]);
  const figures = alert.again?.figures ?? longestCalm;
  const last = lately.said.slice(-figures);
  if (last.some((one) => tells(one, lately.indicator, alert.sign))) return false;
  return hasRecovered(
    deviation.levelBefore,
    wide,
    last.flatMap(({ level }) => level ?? []),
    figures,
  );
}

/** A figure of which something of that sign is told lies within the coming and going, wherever the level is seen. */
function tells({ deviation }: Said, indicator: Indicator, sign: Alert['sign']): boolean {
  return deviation !== null && deviation.status !== 'withdrawn' && signOf(indicator, deviation) === sign;
}
