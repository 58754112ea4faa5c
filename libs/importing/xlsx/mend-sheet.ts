import { neverCalculated } from '../read-value.js';
import { attributesOf } from './markup.js';

/**
 * A sheet's markup, so mended that its reader drops nothing in silence; how many cells are filled, the rectangle they span, and how many
 * cells (and rows) have an address that no spreadsheet knows, or none, or are never ended.
 */
export interface MendedSheet {
  xml: string;
  cells: number;
  area: number;
  misplaced: number;
}

/** How a number is marked that the spreadsheet shows in per cent. */
export const percentMark = '#PERCENT ';

/**
 * A cell: its tag, attributes, what stands inside, and its end. It is sought no further than the next cell, nor attributes than the next tag:
 * a file that never ends what it begins would take hours.
 */
const cellPattern =
  /<((?:[\w.-]+:)?c)(?=[\s/>])(?:(\s[^<>]*?)?(?:(\/>)|>([\s\S]*?)(<\/\1>|(?=<(?:[\w.-]+:)?c[\s/>])|$)))?/g;
const emptyRow = /<((?:[\w.-]+:)?row)\b[^<>]*?(?:\/>|>\s*<\/\1>)/g;
/** Where a row says its own number: the reader would fill up to it, however far that is; its cells say the same. */
const rowHead = /<((?:[\w.-]+:)?row)\s([^<>]*>)?/g;
const addressPattern = /^([A-Z]{1,3})([1-9]\d{0,6})$/;
const valueIn = /<(?:\w+:)?v\b[^<>]*>([^<]*)</;
const formulaIn = /<(?:\w+:)?f\b/;
/** A tag of such a length, which no program writes, takes the reader minutes. */
const endless = /<[\w:][^<>]{50000}/;
/** The reader, too, would seek its end for hours. */
const unendedIn = /<[\w:][^<>]*(?:<|$)/;
const contentIn = /<(?:\w+:)?(?:v|is|f)\b/;

/**
 * The reader of the sheets takes formulas that ended in an error, or were never calculated, for empty cells, and tells nothing of
 * per cent. Here they become text that says so. Empty cells and rows go, so that formatting far outside of a table costs nothing; so do the numbers of rows, which cells have too.
 */
export function mendSheet(xml: string, percentStyles: ReadonlySet<string>): MendedSheet {
  let [cells, rows, columns, misplaced] = [0, 0, 0, endless.test(xml) ? 1 : 0];
  const mended = xml.replaceAll(cellPattern, (whole, ...parts: (string | undefined)[]) => {
    const [, head = '', closed, body = '', end] = parts;
    if ((!closed && !end) || unendedIn.test(body)) misplaced += 1;
    if (!contentIn.test(body)) return '';
    const attributes = attributesOf(head);
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
  });
  const placed = mended.replaceAll(emptyRow, '').replaceAll(rowHead, (_, tag: string, end: string | undefined) => {
    if (end === undefined) misplaced += 1;
    return `<${tag}>`;
  });
  return { xml: placed, cells, area: rows * columns, misplaced };
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
