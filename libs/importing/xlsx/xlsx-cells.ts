import { Temporal } from 'temporal-polyfill';
import { readSheet } from 'read-excel-file/universal';
import type { Refusal } from '#libs/contracts';
import type { Cell } from '../cell.js';
import { mendSheet, percentMark } from './mend-sheet.js';
import { pack } from './pack.js';
import { percentStylesOf, sheetsOf } from './workbook.js';
import { readDirectory, unpack } from './zip.js';
import type { Entry } from './zip.js';

/** A sheet of a workbook: its cells, its name, and the names of all that can be chosen. */
export interface Sheet {
  cells: Cell[][];
  sheet: string;
  sheets: readonly string[];
}

const limits = { unpacked: 100_000_000, cells: 200_000, area: 2_000_000 };
const decoder = new TextDecoder();
const [workbookPath, relationsPath] = ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels'];

/**
 * Reads one sheet of an XLSX workbook, the first visible one unless another is named. Only tables are unpacked, never macros or
 * pictures, and only after the archive's directory has said that they are of a size that tables have.
 */
export async function xlsxCells(bytes: Uint8Array, name: string | null): Promise<Sheet | Refusal> {
  const directory = readDirectory(bytes);
  if (directory === null) return unreadable('The workbook is damaged: it has no directory that can be read.');
  const tables = directory.filter((entry) =>
    /^xl\/(?:[^/]+\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/i.test(entry.name),
  );
  if (tables.reduce((sum, { size }) => sum + size, 0) > limits.unpacked)
    return tooLarge('Unpacked, the workbook would take more than 100 MB.');
  const entries = new Map(tables.map((entry) => [entry.name, entry]));
  const [workbook, relations] = await Promise.all(
    [workbookPath, relationsPath].map((path) => textIn(bytes, entries.get(path))),
  );
  if (!workbook || !relations)
    return unreadable('This archive is no XLSX workbook; save the table as .xlsx or as CSV.');
  const sheets = sheetsOf(workbook, relations);
  const names = sheets.map((sheet) => sheet.name);
  const chosen = name === null ? sheets[0] : sheets.find((sheet) => sheet.name === name);
  if (chosen === undefined)
    return unreadable(`There is no sheet ${name ?? ''}; the workbook has ${names.join(', ') || 'none'}.`);
  const files = await partsFor(bytes, entries, chosen.path);
  if ('code' in files) return files;
  const cells = await readCells(files, chosen.number);
  return 'code' in cells ? cells : { ...cells, sheet: chosen.name, sheets: names };
}

/** The files that the reader needs for one sheet, the sheet itself mended. */
async function partsFor(
  bytes: Uint8Array,
  entries: ReadonlyMap<string, Entry>,
  path: string,
): Promise<Map<string, Uint8Array> | Refusal> {
  const needed = [...entries.values()].filter(({ name }) => name === path || !name.startsWith('xl/worksheets/'));
  const unpacked = await Promise.all(needed.map(async (entry) => ({ entry, data: await unpack(bytes, entry) })));
  const files = new Map<string, Uint8Array>();
  for (const { entry, data } of unpacked) {
    if (data === null) return unreadable(`The workbook is damaged: ${entry.name} cannot be unpacked.`);
    files.set(entry.name, data);
  }
  const styles = files.get('xl/styles.xml');
  const sheet = files.get(path);
  if (sheet === undefined) return unreadable(`The workbook is damaged: ${path} is missing.`);
  const mended = mendSheet(decoder.decode(sheet), percentStylesOf(styles === undefined ? '' : decoder.decode(styles)));
  if (mended.cells > limits.cells)
    return tooLarge(`The sheet has ${mended.cells} filled cells, and at most 200 000 are read.`);
  if (mended.misplaced > 0)
    return unreadable(
      `The workbook is damaged: ${mended.misplaced} of its cells have no place in the sheet, or no end.`,
    );
  if (mended.area > limits.area) return tooLarge('The filled cells of the sheet lie too far apart to be one table.');
  return files.set(path, new TextEncoder().encode(mended.xml));
}

async function readCells(
  files: ReadonlyMap<string, Uint8Array>,
  number: number,
): Promise<{ cells: Cell[][] } | Refusal> {
  try {
    const rows: readonly (readonly unknown[])[] = await readSheet(pack(files), number);
    return { cells: rows.map((row) => row.map(toCell)) };
  } catch (error) {
    return unreadable(`The sheet cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function toCell(value: unknown): Cell {
  if (typeof value === 'string') {
    return value.startsWith(percentMark) ? { percent: Number(value.slice(percentMark.length)) } : value;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return value instanceof Date ? localText(value.getTime()) : null;
}

/** A date of a spreadsheet, which has no zone, as text: 2026-11-21, with its time of day where it is not midnight. */
function localText(epochMs: number): string {
  const text = Temporal.Instant.fromEpochMilliseconds(Math.round(epochMs / 1000) * 1000)
    .toString()
    .slice(0, 19);
  return text.endsWith('T00:00:00') ? text.slice(0, 10) : text;
}

async function textIn(bytes: Uint8Array, entry: Entry | undefined): Promise<string | null> {
  const data = entry === undefined ? null : await unpack(bytes, entry);
  return data === null ? null : decoder.decode(data);
}

function unreadable(message: string): Refusal {
  return { code: 'file-unreadable', message };
}

function tooLarge(message: string): Refusal {
  return { code: 'file-too-large', message };
}
