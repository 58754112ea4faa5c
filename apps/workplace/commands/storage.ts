import { Storage, type StorageTable, SyncoError } from '#libs/contracts';
import type { Client } from '../client.js';
import { write } from '../io.js';
import type { Io } from '../io.js';

export interface StorageFlags {
  keepMonths?: string;
  json?: boolean;
}

/** Says what the server stores, what of it is compressed, and what would be dropped if figures were kept so many months only. */
export async function showStorage({ keepMonths, json }: StorageFlags, io: Io, client: Client): Promise<void> {
  if (keepMonths !== undefined && !/^[1-9]\d{0,3}$/.test(keepMonths))
    throw new SyncoError('usage-wrong', `"${keepMonths}" is not a number of months.`);
  const query = keepMonths === undefined ? '' : `?keepMonths=${keepMonths}`;
  const storage = await client.get(`/api/storage${query}`, Storage);
  await write(io.stdout, json === true ? `${JSON.stringify(storage, null, 2)}\n` : storageText(storage));
}

function storageText(storage: Storage): string {
  const { store, bytes, tables } = storage;
  return [
    `${store}, ${sizeOf(bytes)}.`,
    '',
    ...columns([head, ...tables.map(cellsOf)]),
    '',
    refreshing(storage),
    compression(storage),
    retention(storage),
    log(storage),
    '',
  ].join('\n');
}

const head = ['table', 'rows', 'size', 'chunks', 'compressed', 'from', 'to'];

function cellsOf({ name, rows, estimated, bytes, chunks, compressed, oldest, newest }: StorageTable): string[] {
  return [
    name,
    `${estimated ? 'about ' : ''}${number(rows)}`,
    sizeOf(bytes),
    chunks === null ? '' : number(chunks),
    compressed ? `${number(compressed.chunks)}: ${sizeOf(compressed.before)} → ${sizeOf(compressed.after)}` : '',
    oldest?.slice(0, 10) ?? '',
    newest?.slice(0, 10) ?? '',
  ];
}

function columns(lines: readonly string[][]): string[] {
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines.map((cells) =>
    cells
      .map((cell, column) =>
        column === 1 || column === 2 || column === 3
          ? cell.padStart(widths[column] ?? 0)
          : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

function refreshing({ refreshing: waits }: Storage): string {
  if (!waits) return 'Sums by week and month: made when they are read.';
  if (waits.ranges === 0) return 'Sums by week and month: all are kept.';
  return `Sums by week and month: ${number(waits.ranges)} ranges wait to be kept, since ${waits.since ?? 'now'}; until then they are made when they are read.`;
}

function compression({ store, compression: { afterMonths } }: Storage): string {
  if (store !== 'TimescaleDB') return 'Compression: none; it needs TimescaleDB.';
  return afterMonths === null
    ? 'Compression: off (STORAGE_COMPRESS_AFTER_MONTHS is 0).'
    : `Compression: after ${afterMonths} months (STORAGE_COMPRESS_AFTER_MONTHS).`;
}

function retention({ store, retention: { keepMonths, drops } }: Storage): string {
  const what = `${number(drops.rows)} rows, ${sizeOf(drops.bytes)}, all before ${drops.before.slice(0, 10)}`;
  if (keepMonths === drops.keepMonths)
    return `Retention: ${keepMonths} months (STORAGE_KEEP_MONTHS). It drops ${what}.`;
  const set = keepMonths === null ? 'off, figures stay for ever' : `${keepMonths} months`;
  const needs = store === 'TimescaleDB' ? '' : ' It needs TimescaleDB.';
  return `Retention: ${set} (STORAGE_KEEP_MONTHS).${needs} With ${drops.keepMonths} months it would drop ${what}.`;
}

function log({ log: kept }: Storage): string {
  if (!kept) return 'Log: Kafka, by its own settings.';
  return kept.keepDays === null
    ? 'Log: stays for ever (LOG_KEEP_DAYS is 0).'
    : `Log: what was taken stays for ${kept.keepDays} days (LOG_KEEP_DAYS).`;
}

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

function sizeOf(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${number(Number((bytes / 1000 ** power).toPrecision(3)))} ${units[power]}`;
}

function number(value: number): string {
  return value.toLocaleString('en').replaceAll(',', ' ');
}
