import { Agreement, Indicator, Unit } from '#libs/contracts';
import type { OrganisationDocument } from '#libs/contracts';
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

/** The draft of a document in which every item could be read. */
export function draftOf({ units, indicators, agreements }: OrganisationDocument): Draft {
  return assemble({ units: placed(units), indicators: placed(indicators), agreements: placed(agreements) }, new Set());
}

/** Reads what can be read of a faulty one; null where the lists themselves are missing or no lists. */
export function salvage(input: unknown): Draft | null {
  if (!isFields(input)) return null;
  const { units, indicators = [], agreements = [] } = input;
  if (!Array.isArray(units) || !Array.isArray(indicators) || !Array.isArray(agreements)) return null;
  const unreadable = new Set<string>();
  const lists = {
    units: readable(Unit, units, unreadable),
    indicators: readable(Indicator, indicators, unreadable),
    agreements: readable(Agreement, agreements, unreadable),
  };
  return assemble(lists, unreadable);
}

function assemble(lists: Pick<Draft, 'units' | 'indicators' | 'agreements'>, unreadable: ReadonlySet<string>): Draft {
  const indicators = lists.indicators.map(({ item }) => item);
  return {
    ...lists,
    unitById: firstById(lists.units),
    indicatorById: firstById(lists.indicators),
    partsOf: grouped(indicators, (indicator) => indicator.into),
    unreadable,
  };
}

function placed<T>(items: readonly T[]): Entry<T>[] {
  return items.map((item, at) => ({ at, item }));
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
