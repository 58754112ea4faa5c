import { tags } from './markup.js';

/** A sheet that a workbook shows: its name, its number among all sheets from 1, and where its markup lies in the archive. */
export interface SheetEntry {
  name: string;
  number: number;
  path: string;
}

/** The visible sheets of a workbook, from its own markup and that of its relations. */
export function sheetsOf(workbook: string, relations: string): SheetEntry[] {
  const paths = new Map(
    tags(relations, 'Relationship').map(({ attributes }) => [
      attributes.get('Id') ?? '',
      attributes.get('Target') ?? '',
    ]),
  );
  return tags(workbook, 'sheet').flatMap(({ attributes }, index) => {
    const target = paths.get(attributes.get('id') ?? '');
    if (target === undefined || /hidden/i.test(attributes.get('state') ?? '')) return [];
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    return [{ name: attributes.get('name') ?? '', number: index + 1, path }];
  });
}

/** The numbers, as text, of the cell styles that show a number in per cent. */
export function percentStylesOf(styles: string): ReadonlySet<string> {
  const formats = new Set(['9', '10']);
  for (const { attributes } of tags(styles, 'numFmt')) {
    const bare = (attributes.get('formatCode') ?? '').replaceAll(/"[^"]*"|\\./g, '');
    if (bare.includes('%')) formats.add(attributes.get('numFmtId') ?? '');
  }
  const [, used = ''] = /<(?:\w+:)?cellXfs\b[^<>]*>([\s\S]*?)<\/?(?:\w+:)?cellXfs\b/.exec(styles) ?? [];
  return new Set(
    tags(used, 'xf').flatMap(({ attributes }, index) =>
      formats.has(attributes.get('numFmtId') ?? '') ? [String(index)] : [],
    ),
  );
}
