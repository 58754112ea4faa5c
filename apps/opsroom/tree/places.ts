import type { UnitNode } from '#libs/contracts';
import type { Use } from '../viewer-book.js';

/** A unit with the names of those above it, from the root down. */
export interface Place {
  node: UnitNode;
  above: readonly UnitNode[];
}

/** Lists every unit of the trees, each before those inside it. */
export function flatten(trees: readonly UnitNode[], above: readonly UnitNode[] = []): Place[] {
  return trees.flatMap((node) => [{ node, above }, ...flatten(node.children, [...above, node])]);
}

/** Finds units by words of their name (or of a name above), best first: those that begin so, then the rest in tree order. */
export function search(places: readonly Place[], text: string): Place[] {
  const asked = plain(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (asked.length === 0) return [...places];
  const found = places.filter((place) => {
    const own = plain(place.node.name);
    const line = plain([...place.above.map((unit) => unit.name), place.node.name, place.node.id].join(' '));
    return (
      asked.every((word) => line.includes(word)) &&
      asked.some((word) => own.includes(word) || place.node.id.includes(word))
    );
  });
  const starts = (place: Place) => plain(place.node.name).startsWith(asked[0] ?? '');
  return [...found.filter(starts), ...found.filter((place) => !starts(place))];
}

/** Puts first the units that somebody with this use is likely to speak for: leaves, those in between, those on top. */
export function likelyFirst(places: readonly Place[], use: Use): Place[] {
  const likely = (place: Place) => {
    if (use === 'team') return place.node.children.length === 0;
    return place.node.children.length > 0 && (use === 'coordinator' ? place.above.length > 0 : place.above.length < 2);
  };
  return [...places.filter(likely), ...places.filter((place) => !likely(place))];
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}
