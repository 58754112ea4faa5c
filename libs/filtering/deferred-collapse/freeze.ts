import { z } from 'zod';
import type { FilterSettings } from '../filter.js';
import { FilterState } from './state.js';

/** Changes whenever the same rows would lead to another state: snapshots of another version are not thawed but replayed. */
export const filterVersion = 'deferred-collapse-1';

const Frozen = z.object({ version: z.literal(filterVersion), state: FilterState });
/** How arrays of numbers are marked in the text: their doubles in base 64. */
const mark = 'f64:';
/** JSON has no such number. */
const minusZero = '-0';
/** Shorter arrays are as short in plain numbers. */
const worthwhile = 12;

/** The state as text under the filter's version: JSON, its long arrays as the bytes of their doubles, so that all comes back bit for bit. */
export function freeze(state: FilterState): string {
  return JSON.stringify({ version: filterVersion, state }, (_, value: unknown) =>
    isLong(value) ? mark + inBase64(value) : Object.is(value, -0) ? minusZero : value,
  );
}

/**
 * The state that was frozen, or null where the text is another version's, was made under other settings than `settings`, or
 * cannot be read: then the caller starts afresh and replays.
 */
export function thaw(text: string, settings?: FilterSettings): FilterState | null {
  const frozen = Frozen.safeParse(read(text));
  if (!frozen.success) return null;
  const { state } = frozen.data;
  return settings && textOf(settings) !== textOf(state.settings) ? null : state;
}

function read(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) =>
      value === minusZero
        ? -0
        : typeof value === 'string' && value.startsWith(mark)
          ? fromBase64(value.slice(mark.length))
          : value,
    );
  } catch {
    return null;
  }
}

/** The settings as text, whatever the order of their keys. */
function textOf({ cadence, scale, sensitivity }: FilterSettings): string {
  return JSON.stringify([cadence, scale, sensitivity]);
}

function isLong(value: unknown): value is number[] {
  return Array.isArray(value) && value.length >= worthwhile && typeof value[0] === 'number';
}

function inBase64(numbers: readonly number[]): string {
  const bytes = new Uint8Array(Float64Array.from(numbers).buffer);
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function fromBase64(text: string): number[] {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return [...new Float64Array(bytes.buffer)];
}
