import { advance, decide, raise } from '#libs/alerting';
import type { Alert, AlertAbout, Indicator, Sentence } from '#libs/contracts';
import { type Expectation, type Period, periodWords, readPeriod, silenceAt } from '#libs/indicators';
import { alertPath, type Organisation, severityOf } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';
import { recordAlert } from './alert-rows.js';
import type { Changes, KnownAlert } from './rows.js';
import { timeIn } from './time-in.js';

type About = Extract<AlertAbout, { kind: 'silence' }>;
/** An open alert about reports that have not come. */
export type Silence = KnownAlert & { alert: Alert & { about: About } };

/** An indicator with what is expected of it now; null where nothing is. */
export interface Concerned {
  organisation: Organisation;
  indicator: Indicator;
  expectation: Expectation | null;
}

/** Whether an alert is open and about reports that have not come. */
export function isSilence(known: KnownAlert): known is Silence {
  return known.alert.about.kind === 'silence' && known.alert.closedAt === null;
}

/** The number of the oldest period that an alert misses; null where the period's name means nothing any more. */
export function oldestOf({ alert }: Silence, { cadence, zone }: Expectation): number | null {
  return readPeriod(cadence, zone, alert.about.period)?.ordinal ?? null;
}

/** Raises the alert of an indicator about the missing reports, of which there is at least one. */
export function raiseSilence(
  changes: Changes,
  { organisation, indicator, expectation }: Concerned,
  missing: readonly Period[],
  id: string,
): void {
  const [oldest] = missing;
  if (!oldest || !expectation) return;
  const about = aboutOf(indicator, expectation, missing, changes.now);
  const { unit } = indicator;
  const path = alertPath(organisation, { unit, indicator: indicator.id, kind: 'silence', severity: severityOf(about) });
  const opening = { kind: 'raised', indicator: indicator.id, sign: 'pain', path, about } as const;
  const raised = raise(id, opening, timeIn(organisation, changes.now), false);
  recordAlert(changes, raised, { onset: oldest.ordinal, replay: null });
}

/** Why an alert ends once nothing is missing any more. */
export type Ending = 'reported' | 'noticed' | 'not-expected';

/** Lets an open alert tell what is missing still; where nothing is, it closes. */
export function reviseSilence(
  changes: Changes,
  { organisation, indicator, expectation }: Omit<Concerned, 'indicator'> & { indicator: Indicator | undefined },
  known: Silence,
  { missing, ending }: { missing: readonly Period[]; ending: Ending },
): void {
  const still = indicator && expectation && missing.length > 0;
  const command = still
    ? ({ kind: 'revise', about: aboutOf(indicator, expectation, missing, changes.now) } as const)
    : endOf(ending);
  const decision = decide(known.alert, command, timeIn(organisation, changes.now));
  if (decision.kind !== 'happens') return;
  recordAlert(changes, advance(known.alert, decision.happenings, changes.now), known);
}

function endOf(ending: Ending) {
  if (ending === 'reported') return { kind: 'recover', because: ending } as const;
  return { kind: 'withdraw', because: ending } as const;
}

function aboutOf(indicator: Indicator, expectation: Expectation, missing: readonly Period[], now: string): About {
  const [oldest] = missing;
  if (!oldest) throw new Error('a silence about nothing');
  const instant = Temporal.Instant.from(now).epochMilliseconds;
  return {
    kind: 'silence',
    silence: silenceAt(expectation, oldest, instant) ?? 'late',
    period: oldest.name,
    periods: missing.length,
    sentence: sentenceOn(indicator.name, oldest.name, { count: missing.length, now: now.slice(0, 4) }),
  };
}

function sentenceOn(name: string, period: string, { count, now }: { count: number; now: string }): Sentence {
  const en = periodWords(period, { language: 'en', now });
  const es = periodWords(period, { language: 'es', now });
  if (count === 1)
    return {
      en: `No figure has come for ${name}: ${en} is missing.`,
      es: `No ha llegado ningún dato de ${name}: falta ${es}.`,
    };
  return {
    en: `No figures have come for ${name}: ${count} are missing, the oldest of them ${en}.`,
    es: `No han llegado datos de ${name}: faltan ${count}; el más antiguo, ${es}.`,
  };
}

/** The name of an alert about silence: the indicator with the oldest period, in letters that can stand in an address. */
export function silenceId(indicator: string, { name }: Period, number: number): string {
  const first = `${indicator}@silence-${name.replaceAll(/[^\w-]/g, '_')}`;
  return number === 1 ? first : `${first}.${number}`;
}
