import type { Refusal } from '#libs/contracts';
import type { Cell } from '../cell.js';
import { xlsxCells } from '../xlsx/xlsx-cells.js';
import { csvCells } from './csv-cells.js';
import { decodeText } from './decode-text.js';

/** A file as a table of cells; a workbook with the sheet that was read and those that could be. */
export interface OpenedFile {
  kind: 'csv' | 'xlsx';
  cells: readonly (readonly Cell[])[];
  sheet: string | null;
  sheets: readonly string[];
  /** Whether the text was not Unicode and had to be read as Windows-1252, so that letters with accents may be others. */
  oldEncoding: boolean;
}

/** The most that is read of a file, in bytes. */
export const largestFile = 20_000_000;

/** Reads a CSV or XLSX file, told apart by what they hold, not by their names; `sheet` names one of a workbook. */
export async function openFile(bytes: Uint8Array, sheet: string | null): Promise<OpenedFile | Refusal> {
  if (bytes.length > largestFile) {
    return {
      code: 'file-too-large',
      message: `The file has ${Math.ceil(bytes.length / 1e6)} MB; at most 20 MB are read.`,
    };
  }
  if (isWorkbook(bytes)) {
    const read = await xlsxCells(bytes, sheet);
    return 'code' in read ? read : { kind: 'xlsx', ...read, oldEncoding: false };
  }
  const wrong = notText(bytes);
  if (wrong !== null) return { code: 'file-unreadable', message: wrong };
  const { text, old } = decodeText(bytes);
  const read = csvCells(text);
  return 'code' in read ? read : { kind: 'csv', ...read, sheet: null, sheets: [], oldEncoding: old };
}

/** Whether these first bytes begin a zip archive, as XLSX workbooks are. */
function isWorkbook([first, second, third, fourth]: Uint8Array): boolean {
  return first === 0x50 && second === 0x4b && third === 0x03 && fourth === 0x04;
}

function notText(bytes: Uint8Array): string | null {
  const [first, second, third, fourth] = bytes;
  if (first === 0xd0 && second === 0xcf && third === 0x11 && fourth === 0xe0)
    return 'This is an old .xls workbook, or one that is locked by a password; save it as .xlsx without a password.';
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return !isUtf16 && bytes.subarray(0, 4096).includes(0) ? 'This is neither CSV nor an XLSX workbook.' : null;
}
