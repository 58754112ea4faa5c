import type { Indicator } from '#libs/contracts';
import type { Period } from '#libs/indicators';
import { grouped } from '#libs/organisation';
import type { Organisation } from '#libs/organisation';
import type { Cells } from './cell.js';
import { doubtAt } from './doubt.js';
import type { Doubt, Fault } from './doubt.js';
import type { Local } from './read-date.js';
import { beginsPeriod, periodOf } from './read-period.js';
import type { Dated } from './read-period.js';
import type { Slot } from './slots.js';

/** The column of a table that names the periods, and what it is read against. */
export interface PeriodColumn {
  cells: Cells;
  column: number;
  /** The row of the header; -1 where there is none. */
  header: number;
  organisation: Organisation;
  /** Epoch milliseconds. */
  now: number;
}

/** A sender's clock may run ahead by so much, as at the door of the regulator. */
const aheadMs = 5 * 60_000;

/** Reads periods, remembering what all the dates of an indicator have in common. */
export class PeriodReader {
  readonly #timed: boolean;
  readonly #begins = new Map<string, boolean>();
  readonly #known = new Map<Dated, Map<string, Period | Fault>>();
  readonly #keys = new Map<string, string>();

  constructor(
    slots: readonly Slot[],
    dated: ReadonlyMap<number, Dated>,
    private readonly column: PeriodColumn,
  ) {
    this.#timed = [...dated.values()].some(
      (when) => when.kind === 'local' && when.time !== null && when.time !== '00:00:00',
    );
    const locals = slots.flatMap(({ row, indicator }) => {
      const when = dated.get(row);
      return when?.kind === 'local' ? [{ indicator, when }] : [];
    });
    for (const { indicator, when } of locals) {
      if (this.#begins.get(indicator.id) !== false) this.#begins.set(indicator.id, this.#beginsOne(indicator, when));
    }
  }

  #beginsOne({ cadence, unit }: Indicator, when: Local): boolean {
    const isCoarser = cadence === 'week' || cadence === 'month' || cadence === 'quarter' || cadence === 'year';
    return isCoarser && beginsPeriod(when, cadence, this.column.organisation.timeZoneOf(unit));
  }

  period(indicator: Indicator, when: Dated): Period | Fault {
    const zone = this.column.organisation.timeZoneOf(indicator.unit);
    const begins = this.#begins.get(indicator.id) ?? false;
    const ofDate = this.#known.get(when) ?? new Map<string, Period | Fault>();
    this.#known.set(when, ofDate);
    const key = this.#keyOf(indicator, zone, begins);
    const known = ofDate.get(key);
    if (known !== undefined) return known;
    const period = periodOf(when, indicator, { zone, begins, timed: this.#timed });
    const checked = 'code' in period ? period : this.#begun(period);
    ofDate.set(key, checked);
    return checked;
  }

  /** What, besides the date, decides which period it is: the same for most indicators of a table. */
  #keyOf({ id, cadence }: Indicator, zone: string, begins: boolean): string {
    const known = this.#keys.get(id);
    if (known !== undefined) return known;
    const key = JSON.stringify([cadence, zone, begins]);
    this.#keys.set(id, key);
    return key;
  }

  #begun(period: Period): Period | Fault {
    if (period.startsAt <= this.column.now + aheadMs) return period;
    return {
      code: 'period-in-future',
      message: `${period.name} has not begun yet; look whether day, month and year are right.`,
    };
  }

  /** That dates were taken as the weeks, months, quarters or years that they begin. */
  notes(): Doubt[] {
    const place = { row: Math.max(this.column.header, 0), column: this.column.column };
    const taken = [...this.#begins].flatMap(([id, begins]) => (begins ? [this.column.organisation.indicator(id)] : []));
    return [
      ...grouped(taken, (indicator) => (typeof indicator?.cadence === 'string' ? indicator.cadence : 'period')),
    ].map(([cadence, indicators]) => {
      const names = indicators.map((indicator) => indicator?.name ?? '');
      const shown = names.slice(0, 4).join(', ') + (names.length > 4 ? ' …' : '');
      const message = `The dates of ${shown} are taken as the ${cadence}s that they begin.`;
      return doubtAt(place, { code: 'dates-begin-periods', severity: 'note', message });
    });
  }
}
