import type { Entry, Tell } from './draft.js';

/** Tells every id that an earlier item of the same list has already. */
export function tellRepeated(entries: readonly Entry<{ id: string }>[], list: string, tell: Tell): void {
  const first = new Map<string, number>();
  for (const { at, item } of entries) {
    const before = first.get(item.id);
    if (before === undefined) first.set(item.id, at);
    else tell(`${list}[${at}].id`, `"${item.id}" is the id of ${list}[${before}] already; give each its own`);
  }
}
