import type { PostedObservation } from '#libs/contracts';
import type { Place } from './cell.js';
import type { Doubt } from './doubt.js';
import type { DateOrder } from './read-date.js';
import type { DecimalMark } from './read-number.js';

/** Whose table it is, what time it is, and the answers to what the cells leave open. */
export interface ReadingOptions {
  /** The unit whose figures these are; null where any unit's may be among them. */
  unit: string | null;
  /** Epoch milliseconds: no figure is about a period that has not begun. */
  now: number;
  dates?: DateOrder | undefined;
  decimal?: DecimalMark | undefined;
}

/** What a column was taken for; `mark` and `order` where its cells or a person have decided them. */
export interface Column {
  column: number;
  letters: string;
  header: string;
  role: 'period' | 'indicator' | 'value' | 'note' | 'name' | 'left-out';
  indicator: string | null;
  mark: DecimalMark | null;
  order: DateOrder | null;
}

/** A cell that holds a figure: where, the period's canonical name, and the observation that would be sent. */
export interface Figure extends Place {
  address: string;
  period: string;
  observation: PostedObservation & { id: string };
}

/** A row with figures; `row` counts from 0. */
interface TableRow {
  row: number;
  figures: readonly Figure[];
}

/**
 * What the cells leave to a person: the order of dates, the decimal mark. `asked` until it is answered; the example is the first cell
 * that can be read in two ways, null where none can be.
 */
interface Questions {
  dates: { asked: boolean; example: string | null; possible: readonly DateOrder[] };
  decimal: { asked: boolean; example: string | null };
}

/** What a table says: a cell with an error is in no row, one with a warning is in its row and among the doubts. */
export interface Table {
  layout: 'long' | 'wide' | null;
  /** The row of the header, from 0; -1 where there is none. */
  header: number;
  columns: readonly Column[];
  rows: readonly TableRow[];
  doubts: readonly Doubt[];
  questions: Questions;
}
