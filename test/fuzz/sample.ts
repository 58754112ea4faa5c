import { randomUUID } from 'node:crypto';
import type { Chance } from '../kit/chance.js';

/** As much of JSON Schema as the documents of this server use. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  minItems?: number;
  minimum?: number;
  maximum?: number;
  format?: string;
  pattern?: string;
}

/** What stands in the works that is fuzzed, so that samples are about something. */
const known = ['weavers', 'union', 'dyers', 'cloth', 'waste', 'Ana', 'PT8H', 'P1D', 'ines@union.example'];
const deepest = 6;

/** A value that fits the schema as far as it is told there: what gets past the first look. `root`: where references lead. */
export function sampleOf(schema: unknown, root: unknown, chance: Chance, depth = 0): unknown {
  const found: Schema = (schema as Schema | undefined) ?? {};
  const { $ref: reference, anyOf, oneOf, allOf } = found;
  if (reference !== undefined) return sampleOf(at(root, reference), root, chance, depth + 1);
  const choices = anyOf ?? oneOf;
  if (choices) return sampleOf(chance.oneOf(choices), root, chance, depth);
  if (allOf) return Object.assign({}, ...allOf.map((part) => sampleOf(part, root, chance, depth)));
  if ('const' in found) return found.const;
  if (found.enum) return chance.oneOf(found.enum);
  const type = Array.isArray(found.type) ? chance.oneOf(found.type) : found.type;
  if (type === 'object') return sampleObject(found, root, chance, depth);
  if (type === 'array') return sampleArray(found, root, chance, depth);
  if (type === 'integer' || type === 'number') return sampleNumber(found, chance);
  if (type === 'boolean') return chance.happens(0.5);
  if (type === 'string') return sampleText(found, chance);
  return null;
}

function at(root: unknown, reference: string): unknown {
  let found = root;
  for (const name of reference.replace(/^#\//, '').split('/')) {
    const parts = new Map(Object.entries(found ?? {}));
    found = parts.get(name);
  }
  return found;
}

function sampleObject(
  { properties = {}, required = [] }: Schema,
  root: unknown,
  chance: Chance,
  depth: number,
): object {
  const chosen = Object.entries(properties).filter(
    ([name]) => required.includes(name) || (depth < deepest && chance.happens(0.6)),
  );
  return Object.fromEntries(chosen.map(([name, part]) => [name, sampleOf(part, root, chance, depth + 1)]));
}

function sampleArray({ items, prefixItems, minItems = 0 }: Schema, root: unknown, chance: Chance, depth: number) {
  if (prefixItems) return prefixItems.map((part) => sampleOf(part, root, chance, depth + 1));
  const length = depth < deepest ? minItems + chance.below(3) : minItems;
  return Array.from({ length }, () => sampleOf(items, root, chance, depth + 1));
}

function sampleNumber({ type, minimum, maximum }: Schema, chance: Chance): number {
  const least = Math.max(minimum ?? -1_000, -1_000_000);
  const value = chance.between(least, Math.min(maximum ?? 100_000, 1_000_000));
  return type === 'integer' ? Math.ceil(value) : value;
}

function sampleText({ format, pattern = '' }: Schema, chance: Chance): string {
  const day = `2026-${String(1 + chance.below(12)).padStart(2, '0')}-${String(1 + chance.below(28)).padStart(2, '0')}`;
  if (format === 'uuid') return randomUUID();
  if (format === 'date') return day;
  if (format === 'date-time') return `${day}T12:00:00.000Z`;
  if (format === 'email') return 'ines@union.example';
  if (format === 'uri') return 'https://hooks.example/x';
  if (pattern.includes('P')) return chance.oneOf(['PT8H', 'P1D', 'P2W']);
  return chance.happens(0.2) ? day : chance.oneOf(known);
}
