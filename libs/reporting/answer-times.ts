import type { AlertEvent, AnswerTimes, AnswerTimesRow, Unit } from '#libs/contracts';
import { type Duty, dutiesOf } from '#libs/alerting';
import type { Organisation } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';

const kinds = ['cord', 'question'] as const;

/**
 * How a unit and those directly inside it have answered over a span of dates: what came to be owed from the first day to the last, by the
 * clock of each unit. Who was asked, and how it answered, is for everybody in the tree; what about stands with the alerts alone.
 */
export function answerTimesView(
  organisation: Organisation,
  unit: Unit,
  { from, to, timelines }: { from: string; to: string; timelines: readonly (readonly AlertEvent[])[] },
): AnswerTimes {
  const duties = timelines.flatMap((events) => dutiesOf(events));
  const rows = [unit, ...organisation.childrenOf(unit.id)].flatMap((one) => {
    const zone = organisation.timeZoneOf(one.id);
    const day = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
    const own = duties.filter((duty) => duty.unit === one.id && day(duty.since) >= from && day(duty.since) <= to);
    return kinds.flatMap(
      (kind) =>
        rowOf(
          organisation,
          one,
          own.filter((duty) => duty.kind === kind),
        ) ?? [],
    );
  });
  return { unit, from, to, rows };
}

function rowOf(organisation: Organisation, unit: Unit, duties: readonly Duty[]): AnswerTimesRow | null {
  const [first] = duties;
  if (!first) return null;
  const count = (is: (duty: Duty) => boolean) => duties.filter(is).length;
  const working = organisation.workingTimeOf(unit.id);
  const minutes = duties.flatMap(({ since, answeredAt }) =>
    answeredAt === null ? [] : [working.between(momentOf(since), momentOf(answeredAt))],
  );
  return {
    unit: unit.id,
    unitName: unit.name,
    kind: first.kind,
    owed: duties.length,
    inTime: count(({ answeredAt, overdue }) => answeredAt !== null && !overdue),
    late: count(({ answeredAt, overdue }) => answeredAt !== null && overdue),
    missed: count(({ answeredAt, overdue }) => answeredAt === null && overdue),
    waiting: count(({ answeredAt, overdue, endedAt }) => answeredAt === null && !overdue && endedAt === null),
    medianMinutes: median(minutes),
  };
}

function momentOf(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
