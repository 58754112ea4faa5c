import { Agreement, Indicator, Unit } from '#libs/contracts';
import type { z } from 'zod';
import { grouped } from './grouped.js';

/** A fault of a document: where it is, what is wrong there and what to do. */
export interface Fault {
  path: string;
  message: string;
}
export type Tell = (path: string, message: string) => void;

/** An item that could be read, with its place in the document's list. */
export interface Entry<T> {
  at: number;
  item: T;
}

/** What can be read of a document, faulty or not, so that rules that span items can be told together with faults inside one. */
export interface Draft {
  units: readonly Entry<Unit>[];
  indicators: readonly Entry<Indicator>[];
  agreements: readonly Entry<Agreement>[];
  unitById: ReadonlyMap<string, Entry<Unit>>;
  indicatorById: ReadonlyMap<string, Entry<Indicator>>;
  /** The indicators that name another in `into`, by that one's id. */
  partsOf: ReadonlyMap<string | undefined, readonly Indicator[]>;
  /** Ids of items that are there and cannot be read: whoever names them is not at fault. */
  unreadable: ReadonlySet<string>;
}

/** Reads what can be read; null where the lists themselves are missing or no lists, so that nothing can be said of the whole. */
export function draftOf(input: unknown): Draft | null {
  if (!isFields(input)) return null;
  const lists = [input['units'], input['indicators'] ?? [], input['agreements'] ?? []];
  const [rawUnits, rawIndicators, rawAgreements] = lists;
  if (!Array.isArray(rawUnits) || !Array.isArray(rawIndicators) || !Array.isArray(rawAgreements)) return null;
  const unreadable = new Set<string>();
  const units = readable(Unit, rawUnits, unreadable);
  const indicators = readable(Indicator, rawIndicators, unreadable);
  return {
    units,
    indicators,
    agreements: readable(Agreement, rawAgreements, unreadable),
    unitById: firstById(units),
    indicatorById: firstById(indicators),
    partsOf: grouped(
      indicators.map(({ item }) => item),
      (indicator) => indicator.into,
    ),
    unreadable,
  };
}

function readable<S extends z.ZodType>(schema: S, list: unknown[], unreadable: Set<string>): Entry<z.infer<S>>[] {
  return list.flatMap((raw, at) => {
    const read = schema.safeParse(raw);
    if (read.success) return [{ at, item: read.data }];
    if (isFields(raw) && typeof raw['id'] === 'string') unreadable.add(raw['id']);
    return [];
  });
}

function firstById<T extends { id: string }>(entries: readonly Entry<T>[]): ReadonlyMap<string, Entry<T>> {
  const first = new Map<string, Entry<T>>();
  for (const entry of entries) {
    if (!first.has(entry.item.id)) first.set(entry.item.id, entry);
  }
  return first;
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
