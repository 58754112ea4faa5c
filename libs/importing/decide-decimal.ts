import { marksOf } from './read-number.js';
import type { DecimalMark } from './read-number.js';

/** The decimal mark that holds for a column: decided by its cells or by a person, or null; `open` where an answer is needed. */
export interface DecimalDecision {
  mark: DecimalMark | null;
  open: boolean;
}

/**
 * Decides the decimal mark of a column from all of its texts: one that can be read in only one way ("1.234,5", "0,75") decides for
 * those that can be read in both ("1,234"). Where none decides, or some decide for the one and some for the other, it stays open.
 */
export function decideDecimal(texts: Iterable<string>, given: DecimalMark | null): DecimalDecision {
  const proofs = { comma: false, point: false };
  let either = false;
  for (const text of texts) {
    const { comma, point } = marksOf(text.replace(/\s*%$/, ''));
    if (comma === null && point !== null) proofs.point = true;
    else if (point === null && comma !== null) proofs.comma = true;
    else if (comma !== point) either = true;
  }
  if (given !== null) return { mark: given, open: false };
  if (proofs.comma !== proofs.point) return { mark: proofs.comma ? 'comma' : 'point', open: false };
  return { mark: null, open: either };
}
