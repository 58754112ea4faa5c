import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** The rows of a source file beside this one, as objects by column. */
export function readSource(name) {
  return parse(readFileSync(new URL(`source/${name}`, import.meta.url)), { columns: true, trim: true, bom: true });
}

/** A history as `synco replay` reads it, in the order of its periods. */
export function toCsv(rows) {
  const ordered = rows.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return ['indicator,at,value', ...ordered.map(({ indicator, at, value }) => `${indicator},${at},${value}`), ''].join(
    '\n',
  );
}
