/** A row of the table that is shown, or how many are passed over. */
export type ShownRow = { row: number } | { skipped: number; after: number };

const all = 400;
const first = 30;
const mostDoubtful = 300;

/** Which rows of a table are shown: all of a short one; of a long one its beginning, and every row that somebody should see. */
export function shownRows(from: number, to: number, doubtful: ReadonlySet<number>): ShownRow[] {
  const length = Math.max(0, to - from);
  const rows = Array.from({ length }, (_, index) => from + index);
  if (length <= all) return rows.map((row) => ({ row }));
  let left = mostDoubtful;
  const shown: ShownRow[] = [];
  let skipped = 0;
  for (const row of rows) {
    const isShown = row < from + first || (doubtful.has(row) && left > 0);
    if (!isShown) {
      skipped += 1;
      continue;
    }
    if (row >= from + first) left -= 1;
    if (skipped > 0) shown.push({ skipped, after: row - skipped });
    shown.push({ row });
    skipped = 0;
  }
  return skipped > 0 ? [...shown, { skipped, after: to - skipped }] : shown;
}
