/**
 * Cells as a line of CSV, quoted where they must be. What a spreadsheet would calculate becomes text: it gets a ' before it, unless it is a
 * plain number.
 */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => quote(harmless(String(cell)))).join(',')}\n`;
}

const plainNumber = /^[+-]?[\d.,]+(?:e[+-]?\d+)?$/i;
/** Where the comma is the decimal mark, spreadsheets part cells at semicolons, and heed quotes only at the beginning of what they part. */
const beginning = /(^|[;\t\n\r])(?=[ "]*[=+\-@＝＋－＠])/g;

function harmless(cell: string): string {
  if (plainNumber.test(cell)) return cell;
  return cell.replaceAll(beginning, "$1'").replace(/^[\t\n\r]/, "'$&");
}

function quote(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
