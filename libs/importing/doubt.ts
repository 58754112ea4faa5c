import type { ErrorCode } from '#libs/contracts';
import { addressOf } from './cell.js';
import type { Place } from './cell.js';

/** error: nothing of the cell is sent. warning: sent only where somebody says so. note: nothing is lost, but it should be known. */
type Severity = 'error' | 'warning' | 'note';

/** A question that one answer settles for a whole column. */
type Question = 'dates' | 'decimal';

/** What is doubtful about a cell: where, under which code of the catalogue, and in a sentence what is wrong and what to do. */
export interface Doubt extends Place {
  address: string;
  code: ErrorCode;
  severity: Severity;
  message: string;
  asks: Question | null;
}

/** What is wrong, before it is known where. */
export interface Fault {
  code: ErrorCode;
  message: string;
  severity?: Severity;
  asks?: Question;
}

/** A fault at its place; an error unless it says otherwise. */
export function doubtAt({ row, column }: Place, { code, message, severity = 'error', asks }: Fault): Doubt {
  return { row, column, address: addressOf({ row, column }), code, severity, message, asks: asks ?? null };
}

/** A text as it is quoted in a sentence: in quotation marks, and not longer than a line. */
export function quoted(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 57)}…` : text}”`;
}
