import type { Indicator } from '#libs/contracts';
import type { Period } from '#libs/indicators';
import { grouped } from '#libs/organisation';
import type { Organisation } from '#libs/organisation';
import { cellAt, textOf } from './cell.js';
import type { Cells } from './cell.js';
import { decideDates, inOrder } from './decide-dates.js';
import type { DateDecision } from './decide-dates.js';
import { doubtAt, quoted } from './doubt.js';
import type { Doubt, Fault } from './doubt.js';
import { saysTotal } from './header-words.js';
import { isNumber } from './layout.js';
import { readWhen } from './read-date.js';
import type { DateOrder, Local } from './read-date.js';
import { beginsPeriod, periodOf } from './read-period.js';
import type { Dated } from './read-period.js';
import type { Slot } from './slots.js';

/** A cell with the period that its figure is about; `at` is the instant, where one was written. */
export interface Placed {
  slot: Slot;
  period: Period;
  at: string | null;
}

/** The cells whose periods are known, what is doubtful about the periods, and how the order of the dates was decided. */
export interface Timed {
  placed: readonly Placed[];
  doubts: readonly Doubt[];
  decision: DateDecision;
}

interface Column {
  cells: Cells;
  /** The column of the periods, and the row of their header. */
  column: number;
  header: number;
  organisation: Organisation;
  now: number;
}

/** A sender's clock may run ahead by so much, as at the door of the regulator. */
const aheadMs = 5 * 60_000;

/** Finds for each cell the period that its figure is about. */
export function placeInTime(slots: readonly Slot[], column: Column, given: DateOrder | null): Timed {
  const rows = grouped(slots, ({ row }) => row);
  const whens = new Map(
    [...rows.keys()].map((row) => [row, readWhen(cellAt(column.cells, { row, column: column.column }))]),
  );
  const decision = decideDates([...whens.values()], given);
  const doubts: Doubt[] = [];
  const dated = new Map<number, Dated>();
  for (const [row, when] of whens) {
    const found = when?.kind === 'orders' ? inOrder(when, decision) : when;
    if (found === null || found === 'open') {
      doubts.push(rowDoubt(row, rows.get(row) ?? [], column, found === 'open' ? 'open' : { given: decision.order }));
    } else dated.set(row, found);
  }
  const read = new PeriodReader(slots, dated, column);
  const placed = [...dated].flatMap(([row, when]) => {
    const found = (rows.get(row) ?? []).map((slot) => ({ slot, period: read.period(slot.indicator, when) }));
    doubts.push(...periodDoubts(row, found, column.column));
    const at = when.kind === 'instant' ? when.text : null;
    return found.flatMap(({ slot, period }) => ('code' in period ? [] : [{ slot, period, at }]));
  });
  return { placed, doubts: [...doubts, ...read.notes()], decision };
}

/** Reads periods, remembering what all the dates of an indicator have in common. */
class PeriodReader {
  readonly #timed: boolean;
  readonly #begins = new Map<string, boolean>();
  readonly #known = new Map<string, Period | Fault>();

  constructor(
    slots: readonly Slot[],
    dated: ReadonlyMap<number, Dated>,
    private readonly column: Column,
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
    const key = JSON.stringify([indicator.cadence, zone, begins, when]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const period = periodOf(when, indicator, { zone, begins, timed: this.#timed });
    const checked = 'code' in period ? period : this.#begun(period);
    this.#known.set(key, checked);
    return checked;
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
    if (![...this.#begins.values()].includes(true)) return [];
    const message = 'The dates of this column are taken as the weeks, months, quarters or years that they begin.';
    const place = { row: Math.max(this.column.header, 0), column: this.column.column };
    return [doubtAt(place, { code: 'dates-begin-periods', severity: 'note', message })];
  }
}

/** One doubt at the period where all of its row fail in the same way, else one at each cell. */
function periodDoubts(row: number, found: readonly { slot: Slot; period: Period | Fault }[], column: number): Doubt[] {
  const faults = found.flatMap(({ slot, period }) => ('code' in period ? [{ slot, fault: period }] : []));
  const [first] = faults;
  if (first === undefined) return [];
  if (faults.length === found.length && faults.every(({ fault }) => fault.message === first.fault.message)) {
    return [doubtAt({ row, column }, first.fault)];
  }
  return faults.map(({ slot, fault }) => doubtAt(slot, fault));
}

function rowDoubt(
  row: number,
  slots: readonly Slot[],
  { cells, column }: Column,
  why: 'open' | { given: DateOrder | null },
): Doubt {
  const text = textOf(cellAt(cells, { row, column }));
  if (why === 'open') {
    const message = `${quoted(text)} can be read with the day first or the month first; say which order the column has.`;
    return doubtAt({ row, column }, { code: 'date-order-open', asks: 'dates', message });
  }
  if (saysTotal(text) || !slots.some(({ cell }) => isNumber(cell))) {
    const message = saysTotal(text)
      ? `${quoted(text)} is no period; its row is left out.`
      : 'The row has no figures; it is left out.';
    return doubtAt({ row, column }, { code: 'row-left-out', severity: 'note', message });
  }
  if (text === '') {
    return doubtAt({ row, column }, { code: 'period-malformed', message: 'The row has figures, but names no period.' });
  }
  const order = why.given === null ? '' : ` in the order ${orderWords[why.given]}`;
  const message = `${quoted(text)} is no date or period${order}; write it as 2026-11-21, 2026-W47 or 2026-11.`;
  return doubtAt({ row, column }, { code: 'period-malformed', message });
}

const orderWords: Readonly<Record<DateOrder, string>> = {
  dmy: 'day, month, year',
  mdy: 'month, day, year',
  ymd: 'year, month, day',
};
