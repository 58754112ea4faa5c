/** What somebody comes to do; it decides which page is theirs, not what they may do. */
export type Use = 'team' | 'coordinator' | 'council';

/** Somebody who looks: a name, the unit that they speak for, and what they come to do. */
export interface Viewer {
  name: string;
  unit: string;
  use: Use;
}

export const uses: readonly Use[] = ['team', 'coordinator', 'council'];
const most = 6;

/** NAME@UNIT with both parts percent-encoded, so that any name fits a header. */
export function headerOf(viewer: Viewer): string {
  return `${encodeURIComponent(viewer.name)}@${encodeURIComponent(viewer.unit)}`;
}

/** Puts the viewer first and drops the same one further down; at most six are kept. */
export function remember(known: readonly Viewer[], next: Viewer): Viewer[] {
  const others = known.filter((one) => !same(one, next));
  return [next, ...others].slice(0, most);
}

/** Reads what a browser has kept; anything that is not a list of viewers is taken for nothing. */
export function readViewers(text: string | null): Viewer[] {
  if (text === null) return [];
  try {
    const kept: unknown = JSON.parse(text);
    return Array.isArray(kept) ? kept.filter(isViewer) : [];
  } catch {
    return [];
  }
}

function same(one: Viewer, other: Viewer): boolean {
  return one.name === other.name && one.unit === other.unit && one.use === other.use;
}

function isViewer(thing: unknown): thing is Viewer {
  if (typeof thing !== 'object' || thing === null) return false;
  if (!('name' in thing && 'unit' in thing && 'use' in thing)) return false;
  const { name, unit, use } = thing;
  return typeof name === 'string' && typeof unit === 'string' && uses.some((known) => known === use);
}
