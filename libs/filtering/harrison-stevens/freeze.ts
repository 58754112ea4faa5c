import { z } from 'zod';
import type { FilterSettings } from '../filter.js';
import { FilterState } from './state.js';

/** Changes whenever the same rows would lead to another state: snapshots of another version are not thawed but replayed. */
export const filterVersion = 'harrison-stevens-1';

const Frozen = z.object({ version: z.literal(filterVersion), state: FilterState });

/** The state as JSON text under the filter's version; JSON writes doubles so that they are read back bit for bit. */
export function freeze(state: FilterState): string {
  return JSON.stringify({ version: filterVersion, state });
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
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The settings as text, whatever the order of their keys. */
function textOf({ cadence, scale, sensitivity }: FilterSettings): string {
  return JSON.stringify([cadence, scale, sensitivity]);
}
