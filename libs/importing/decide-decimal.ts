import { marksOf, withoutPercent } from './read-number.js';
import type { DecimalMark } from './read-number.js';

/** The decimal mark that holds for a column: a person's answer, or what its cells decide, or null; `open` where they decide nothing. */
export interface DecimalDecision {
  mark: DecimalMark | null;
  open: boolean;
  /** Where it is open, the first text that both marks fit, with another value each. */
  example: string | null;
}

/**
 * Decides the decimal mark of a column from all of its texts: one that can be read in only one way ("1.234,5", "0,75") decides for
 * those that can be read in both ("1,234"). Where none decides, or some decide for the one and some for the other, it stays open.
 */
export function decideDecimal(texts: Iterable<string>, given: DecimalMark | null): DecimalDecision {
  const proofs = { comma: false, point: false };
  let example: string | null = null;
  for (const text of texts) {
    const { comma, point } = marksOf(withoutPercent(text));
    if (comma === null && point !== null) proofs.point = true;
    else if (point === null && comma !== null) proofs.comma = true;
    else if (comma !== point) example ??= text;
  }
  const decided = proofs.comma === proofs.point ? null : proofs.comma ? 'comma' : 'point';
  const open = decided === null && example !== null;
  return { mark: given ?? decided, open, example: open ? example : null };
}
