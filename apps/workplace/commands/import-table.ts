import type { Readable } from 'node:stream';
import { Accepted, OrganisationVersion, SyncoError } from '#libs/contracts';
import { byIndicator, cellAt, largestFile, openFile, readTable, textOf } from '#libs/importing';
import type { Cells, DateOrder, DecimalMark, Doubt, Figure, Table } from '#libs/importing';
import { organise } from '#libs/organisation';
import type { Client } from '../client.js';
import { unreadable } from '../csv.js';
import { exitCodes } from '../failure.js';
import { write } from '../io.js';
import type { Io } from '../io.js';
import { showProgress } from '../progress.js';
import type { RefusedRows } from '../refused.js';
import type { Announced } from './announce.js';
import { tellNotes, tellQuestions, writeFigures } from './import-words.js';

const batchSize = 2000;

/** How `synco import` is to read a table, and what it is to do with it. */
export interface TableOptions {
  sheet?: string;
  dates?: DateOrder;
  decimal?: DecimalMark;
  preview?: boolean;
  yes?: boolean;
}

/** Reads a wide CSV or an XLSX workbook as a whole and sends what is certain in it, or only shows it; returns the exit code. */
export async function importTable(
  input: Readable,
  options: TableOptions,
  { io, client, refused, begin }: { io: Io; client: Client; refused: RefusedRows; begin: () => Promise<Announced> },
): Promise<number> {
  const opened = await openFile(await bytesOf(input), options.sheet ?? null);
  if ('code' in opened) throw new SyncoError(opened.code, opened.message);
  const { document, version } = await client.get('/api/organisation', OrganisationVersion);
  const { dates, decimal } = options;
  const about = { unit: client.unit, now: Date.now(), dates, decimal };
  const table = readTable(opened.cells, organise(version, document), about);
  const [unknown] = table.doubts;
  if (table.layout === null) throw new SyncoError('layout-unknown', unknown?.message ?? '');
  const refusing = { table, cells: opened.cells, refused };
  const certain = await withoutDoubtful(options.yes === true, refusing);
  const doubtful = refused.count;
  const announced = options.preview === true ? null : await begin();
  let taken = 0;
  try {
    if (announced === null) await writeFigures(certain, io);
    else taken = await send(byIndicator(certain), refusing, { io, client, announced });
  } finally {
    await refused.tell(options.preview === true ? 'Doubtful' : 'Refused');
    await tellNotes(table.doubts, opened.oldEncoding, io);
    await tellQuestions(table, options.yes === true, io);
  }
  const outcome =
    options.preview === true
      ? `${counted(certain.length, 'figure')} would be sent, ${counted(doubtful, 'doubtful cell')}; nothing was sent.`
      : `${counted(certain.length + doubtful, 'figure')} read, ${taken} taken, ${refused.count} refused.`;
  await write(io.stdout, `${outcome}\n`);
  await announced?.end({ sent: taken, refused: refused.count });
  return refused.count > 0 ? exitCodes.someRefused : exitCodes.done;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** The figures that may be sent; every doubtful cell is told, and one with a warning is kept only where somebody said yes. */
async function withoutDoubtful(yes: boolean, refusing: Refusing): Promise<Figure[]> {
  const held = new Set<string>();
  const { doubts } = refusing.table;
  // What one answer settles for many cells goes last, so that it hides nothing else.
  for (const doubt of doubts.toSorted((one, other) => Number(one.asks !== null) - Number(other.asks !== null))) {
    if (doubt.severity === 'note' || (doubt.severity === 'warning' && yes)) continue;
    held.add(doubt.address);
    await refuse(doubt, refusing);
  }
  return refusing.table.rows.flatMap(({ figures }) => figures).filter(({ address }) => !held.has(address));
}

interface Refusing {
  table: Table;
  cells: Cells;
  refused: RefusedRows;
}

async function bytesOf(input: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > largestFile) break;
    }
  } catch (error) {
    throw unreadable(error);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

async function send(
  figures: readonly Figure[],
  refusing: Refusing,
  { io, client, announced }: { io: Io; client: Client; announced: Announced },
): Promise<number> {
  const progress = showProgress(io, 'figures', figures.length);
  let taken = 0;
  try {
    for (let from = 0; from < figures.length; from += batchSize) {
      const batch = figures.slice(from, from + batchSize);
      const observations = batch.map(({ observation }) => observation);
      const answer = await client.insist('/api/observations', announced.batch(observations), Accepted);
      for (const { index, code, message } of answer.refused) {
        const figure = batch[index];
        if (figure !== undefined) await refuse({ ...figure, code, message }, refusing);
      }
      taken += batch.length - answer.refused.length;
      progress.reach(from + batch.length);
    }
  } finally {
    progress.end();
  }
  return taken;
}

type NotTaken = Pick<Doubt, 'row' | 'column' | 'address' | 'message'> & { code: string };

/** Tells a refusal at its cell, beside what the table says there. */
async function refuse(
  { row, column, address, code, message }: NotTaken,
  { table, cells, refused }: Refusing,
): Promise<void> {
  const said = (role: Table['columns'][number]['role']): string => {
    const found = table.columns.find((one) => one.role === role);
    return found === undefined ? '' : textOf(cellAt(cells, { row, column: found.column }));
  };
  const own = table.columns[column];
  const isLong = table.layout === 'long';
  const value = isLong ? said('value') : textOf(cellAt(cells, { row, column }));
  const indicator = isLong ? said('name') : (own?.indicator ?? own?.header ?? '');
  const told = { where: address, line: row + 1, cells: { indicator, at: said('period'), value, note: said('note') } };
  await refused.add(told, code, message);
}
