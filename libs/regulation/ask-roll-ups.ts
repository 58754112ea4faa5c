import { type Figure, topics } from '#libs/contracts';
import type { Organisation } from '#libs/organisation';
import { matchingPeriod, sameCalendar } from './matching-period.js';
import type { Changes } from './rows.js';

/** Figures that have changed, by indicator and ordinal, and under which heads they were written. */
export interface Written {
  touched: ReadonlyMap<string, ReadonlyMap<number, Figure>>;
  heads: ReadonlyMap<string, number>;
  replay: string | null;
}

/**
 * Asks for the aggregates that the changed figures are a part of or weigh in: each of its periods once, however many of its parts
 * have changed in this batch.
 */
export function askRollUps(changes: Changes, organisation: Organisation, { touched, heads, replay }: Written): void {
  const asked = new Set<string>();
  for (const [id, figures] of touched) {
    const periods = new Set([...figures.values()].map(({ period }) => period));
    for (const [whole, period] of wholesOf(organisation, id, periods)) {
      const key = `${whole} ${period}`;
      if (asked.has(key)) continue;
      asked.add(key);
      const message = `${id}/${(heads.get(id) ?? 0) + 1}/${whole}/${period}`;
      const value = { id: message, indicator: whole, period, settle: false, ...(replay ? { replay } : {}) };
      changes.outgoing.push({ topic: topics.rollUps, key: whole, id: message, value: JSON.stringify(value) });
    }
  }
}

function* wholesOf(organisation: Organisation, id: string, periods: ReadonlySet<string>): Generator<[string, string]> {
  const indicator = organisation.indicator(id);
  if (!indicator) return;
  const into = [indicator, ...organisation.weighs(id)].flatMap((part) => part.into ?? []);
  for (const whole of new Set(into)) {
    const aggregate = organisation.indicator(whole);
    if (!aggregate) continue;
    const same = sameCalendar(organisation, indicator, aggregate);
    for (const name of periods) {
      if (same) {
        yield [whole, name];
        continue;
      }
      const period = matchingPeriod(organisation, indicator, name, aggregate);
      if (period) yield [whole, period.name];
    }
  }
}
