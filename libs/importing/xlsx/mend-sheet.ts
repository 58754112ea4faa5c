import { neverCalculated } from '../read-value.js';
import { attributesOf } from './markup.js';

/**
 * A sheet's markup, so mended that its reader drops nothing in silence; how many cells are filled, the rectangle they span, and how many
 * have an address that no spreadsheet knows, or none.
 */
export interface MendedSheet {
  xml: string;
  cells: number;
  area: number;
  misplaced: number;
}

/** How a number is marked that the spreadsheet shows in per cent. */
export const percentMark = '#PERCENT ';

const cellPattern = /<((?:[\w.-]+:)?c)(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/\1>)/g;
const emptyRow = /<((?:[\w.-]+:)?row)\b[^>]*?(?:\/>|>\s*<\/\1>)/g;
/** Where a row says its own number: the reader would fill up to it, however far that is; its cells say the same. */
const rowHead = /<((?:[\w.-]+:)?row)\s[^>]*>/g;
const addressPattern = /^([A-Z]{1,3})([1-9]\d{0,6})$/;
const valueIn = /<(?:\w+:)?v\b[^>]*>([^<]*)</;
const formulaIn = /<(?:\w+:)?f\b/;
const contentIn = /<(?:\w+:)?(?:v|is|f)\b/;

/**
 * The reader of the sheets takes formulas that ended in an error, or were never calculated, for empty cells, and tells nothing of
 * per cent. Here they become text that says so. Empty cells and rows go, so that formatting far outside of a table costs nothing; so do the numbers of rows, which cells have too.
 */
export function mendSheet(xml: string, percentStyles: ReadonlySet<string>): MendedSheet {
  let [cells, rows, columns, misplaced] = [0, 0, 0, 0];
  const mended = xml.replaceAll(
    cellPattern,
    (whole, _tag: string, head: string | undefined, body: string | undefined) => {
      if (body === undefined || !contentIn.test(body)) return '';
      const attributes = attributesOf(head ?? '');
      const [, letters, row] = addressPattern.exec(attributes.get('r') ?? '') ?? [];
      cells += 1;
      if (letters === undefined || row === undefined) {
        misplaced += 1;
        return '';
      }
      rows = Math.max(rows, Number(row));
      columns = Math.max(columns, columnNumber(letters));
      const text = textInstead(attributes, body, percentStyles);
      return text === null ? whole : `<c r="${letters}${row}" t="str"><v>${text}</v></c>`;
    },
  );
  return { xml: mended.replaceAll(emptyRow, '').replaceAll(rowHead, '<$1>'), cells, area: rows * columns, misplaced };
}

/** The text that stands for a cell which the reader would misread; null for every other. */
function textInstead(
  attributes: ReadonlyMap<string, string>,
  body: string,
  percentStyles: ReadonlySet<string>,
): string | null {
  const type = attributes.get('t') ?? 'n';
  const value = valueIn.exec(body)?.[1];
  if (formulaIn.test(body) && (value === undefined || (value === '' && type !== 'str'))) return neverCalculated;
  if (type === 'e') return value ?? neverCalculated;
  if (type === 'n' && value !== undefined && percentStyles.has(attributes.get('s') ?? '0')) return percentMark + value;
  return null;
}

function columnNumber(letters: string): number {
  return Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}
