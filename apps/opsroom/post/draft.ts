import type { Scale } from '#libs/contracts';
import { parseFigure } from '../format/numbers.js';

/** What somebody has typed into the form. `whole` is asked for fractions only: k of n. */
export interface Draft {
  figure: string;
  whole: string;
  note: string;
}

export const emptyDraft: Draft = { figure: '', whole: '', note: '' };

/** A figure ready to be sent, or what is wrong with what was typed. */
export type Reading = { ok: true; value: number; n?: number } | { ok: false; because: 'not-a-number' | 'not-whole' };

/** Reads the typed figure by the scale of its indicator. */
export function readDraft(draft: Draft, scale: Scale, locale?: string): Reading {
  const figure = parseFigure(draft.figure, locale);
  if (scale !== 'fraction')
    return figure === null ? { ok: false, because: 'not-a-number' } : { ok: true, value: figure };
  const whole = parseFigure(draft.whole, locale);
  const fits =
    figure !== null &&
    whole !== null &&
    Number.isInteger(figure) &&
    Number.isInteger(whole) &&
    figure >= 0 &&
    whole > 0 &&
    figure <= whole;
  return fits ? { ok: true, value: figure / whole, n: whole } : { ok: false, because: 'not-whole' };
}
