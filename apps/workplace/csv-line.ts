/** Cells as a line of CSV, quoted where they must be. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(quote).join(',')}\n`;
}

function quote(cell: string | number): string {
  const text = String(cell);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
