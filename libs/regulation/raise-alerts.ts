import type { Alert, AlertAbout, Deviation, Indicator } from '#libs/contracts';
import { advance, type AlertCommand, decide, raise } from '#libs/alerting';
import { periodOfOrdinal } from '#libs/indicators';
import { alertPath, type Organisation, severityOf, stepOf } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';
import type { Belonging } from './alert-rows.js';
import { backAtTheLevelBefore, comesAgain, type Flagged, type Said, signOf } from './come-and-go.js';
import { type Writing, writingTo } from './hold-openings.js';
import type { FilterRow } from './run-filter.js';
import { timeIn } from './time-in.js';
import type { Changes, KnownAlert } from './rows.js';

/** What the filter has just told of one indicator, and the alerts that are known of it. */
export interface Told {
  organisation: Organisation;
  indicator: Indicator;
  rows: readonly FilterRow[];
  /** The first ordinal that was assessed anew. */
  from: number;
  known: readonly KnownAlert[];
  /** What is said of the figures before the first row, as far as a series that comes and goes asks for it. */
  said: readonly Said[];
  /** Whether this is told again because notices have changed, and no figure. */
  noticed: boolean;
  /** Whether this follows from an import: then no alert is opened about what is over by the newest figure. */
  imported: boolean;
  replay: string | null;
}

function isFlagged(known: KnownAlert): known is Flagged {
  return known.alert.about.kind === 'deviation';
}

/** Lets the alerts of one indicator follow from what the filter tells: raised, revised, withdrawn, recovered. */
export function raiseAlerts(changes: Changes, told: Told): void {
  const flagged = told.known.filter(isFlagged);
  const alerts = new Map(flagged.map((known) => [known.alert.id, known]));
  const keep = (known: KnownAlert) => {
    if (isFlagged(known)) alerts.set(known.alert.id, known);
  };
  const time = timeIn(told.organisation, changes.now);
  const writing = writingTo(changes, told.imported);
  const act = (known: Flagged, command: AlertCommand) => {
    const decision = decide(known.alert, command, time);
    if (decision.kind !== 'happens') return;
    const advanced = advance(known.alert, decision.happenings, changes.now);
    writing.write(advanced, known);
    keep({ ...known, alert: advanced.alert });
  };
  const because = told.noticed ? 'noticed' : 'corrected';
  for (const known of untold(told, flagged)) act(known, { kind: 'withdraw', because });
  const said = [...told.said];
  for (const row of told.rows) {
    const { deviation } = row.assessment;
    const { period } = row.figure;
    said.push({ level: row.after, deviation });
    for (const known of alerts.values()) {
      if (backAtTheLevelBefore(known, row, { indicator: told.indicator, said }))
        act(known, { kind: 'recover', because: 'back-at-the-level-before', period });
    }
    if (!deviation || row.onset === null) continue;
    const { id, named } = nameOf(told, deviation, alerts);
    const concerned = named ?? openWithSign(alerts.values(), signOf(told.indicator, deviation));
    if (concerned) act(concerned, telling(concerned, { id, period, deviation }));
    else if (deviation.status !== 'withdrawn' && withinHorizon(told, row, changes.now)) {
      const belonging: Belonging = { onset: row.onset, replay: told.replay };
      const opening = raisedBy(told, deviation);
      const again = comesAgain(told, { onset: row.onset, sign: opening.sign }, written(alerts, writing));
      const raised = raise(id, { ...opening, ...(again && { again }) }, time, told.replay !== null);
      writing.write(raised, belonging);
      keep({ alert: raised.alert, ...belonging });
    }
  }
  writing.end();
}

function written(alerts: ReadonlyMap<string, Flagged>, writing: Writing): Flagged[] {
  return [...alerts.values()].filter(({ alert }) => !writing.hasPassed(alert.id));
}

/** A correction can remove the reason of an alert: what was told from there on and is told no more is withdrawn, visibly. */
function untold({ indicator, rows, from }: Told, flagged: readonly Flagged[]): Flagged[] {
  const still = new Set(
    rows.flatMap(({ assessment: { deviation } }) => (deviation ? [alertId(indicator.id, deviation)] : [])),
  );
  return flagged.filter((known) => known.onset >= from && !still.has(withoutNumber(known.alert.id)));
}

/**
 * The name of a deviation's alert, and the newest one under it. One that was withdrawn is told again under the next number, where a
 * notice was taken back: what it had explained is unexplained again.
 */
function nameOf(
  told: Told,
  deviation: Deviation,
  alerts: ReadonlyMap<string, Flagged>,
): { id: string; named?: Flagged } {
  const first = alertId(told.indicator.id, deviation);
  let id = first;
  let named: Flagged | undefined;
  for (let number = 2; alerts.has(id); number += 1) {
    named = alerts.get(id);
    const next = `${first}.${number}`;
    if (!alerts.has(next) && !(named?.alert.state === 'withdrawn' && told.noticed && stands(told, deviation))) break;
    id = next;
    if (!alerts.has(id)) named = undefined;
  }
  return named ? { id, named } : { id };
}

/** Whether the filter still says so where it is now. */
function stands({ rows }: Told, { id }: Deviation): boolean {
  return (
    rows.findLast(({ assessment }) => assessment.deviation?.id === id)?.assessment.deviation?.status !== 'withdrawn'
  );
}

/** The name of an alert that was told again, as it was told first. */
function withoutNumber(id: string): string {
  return id.replace(/(?<=@[\w-]+)\.\d+$/, '');
}

function telling(
  { alert: { id: known, about } }: Flagged,
  { id, period, deviation }: { id: string; period: string; deviation: Deviation },
): AlertCommand {
  if (deviation.status === 'withdrawn') {
    return known === id ? { kind: 'withdraw', because: 'filter-withdrew', period } : { kind: 'revise', about };
  }
  // A further change of the same sign joins the open alert, which keeps its onset and the level to come back to.
  const { id: first, onset, levelBefore } = about.deviation;
  return { kind: 'revise', about: { ...about, deviation: { ...deviation, id: first, onset, levelBefore } } };
}

function raisedBy({ organisation, indicator }: Told, deviation: Deviation) {
  const about = {
    kind: 'deviation',
    deviation,
    sd: deviation.sizeInSd === 0 ? 0 : Math.abs(deviation.size / deviation.sizeInSd),
  } as const;
  const path = alertPath(organisation, concernOf(indicator, about));
  return { kind: 'raised', indicator: indicator.id, sign: signOf(indicator, deviation), path, about } as const;
}

function concernOf({ unit, id: indicator }: Indicator, about: AlertAbout) {
  return { unit, indicator, kind: about.kind, severity: severityOf(about) } as const;
}

/** Two cadences plus the agreed working time: what ended earlier is a past deviation, on charts and in reports only. */
function withinHorizon({ organisation, indicator }: Told, { figure }: FilterRow, now: string): boolean {
  const period = periodOfOrdinal(indicator.cadence, organisation.timeZoneOf(indicator.unit), figure.ordinal);
  const { unit, id } = indicator;
  const agreed = stepOf(organisation, unit, { unit, indicator: id, kind: 'deviation', severity: 'ordinary' }).minutes;
  const twoCadencesOn = period.endsAt + 2 * (period.endsAt - period.startsAt);
  const horizon = organisation.workingTimeOf(indicator.unit).after(twoCadencesOn, agreed);
  return Temporal.Instant.from(now).epochMilliseconds <= horizon;
}

function openWithSign(alerts: Iterable<Flagged>, sign: Alert['sign']): Flagged | undefined {
  for (const known of alerts) if (known.alert.closedAt === null && known.alert.sign === sign) return known;
  return undefined;
}

/** One deviation, one alert: named by indicator and onset, in letters that can stand in an address. */
function alertId(indicator: string, deviation: Deviation): string {
  return `${indicator}@${deviation.id.replaceAll(/[^\w-]/g, '_')}`;
}
