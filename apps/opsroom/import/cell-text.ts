import { locale } from '../words/language.js';
import type { Cells, Figure } from '#libs/importing';

/** A cell of the file as somebody sees it in the spreadsheet, as far as that is known. */
export function cellText(cell: Cells[number][number]): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return `${plain(cell.percent * 100)} %`;
  return typeof cell === 'number' ? plain(cell) : String(cell);
}

/** A figure as it was understood, with all of its digits. */
export function figureText({ observation: { value, n } }: Figure): string {
  return n === undefined ? plain(value) : `${plain(value * n)} / ${plain(n)}`;
}

function plain(value: number): string {
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: 15 }).format(value);
}
