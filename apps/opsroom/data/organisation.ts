import { computed, signal } from '@preact/signals';
import type { Trees, UnitNode } from '#libs/contracts';
import { flatten, type Place } from '../tree/places.js';

/** The recursion as last read; null before the first answer. */
export const organisation = signal<Trees | null>(null);

/** Every unit with its way down from the root, in the order of the tree. */
export const places = computed<readonly Place[]>(() => flatten(organisation.value?.trees ?? []));

const byId = computed(() => new Map(places.value.map((place) => [place.node.id, place])));

/** A unit's own name, or its id while the tree is not here. */
export function unitName(id: string): string {
  return byId.value.get(id)?.node.name ?? id;
}

/** The unit's place in the tree, if it is there. */
export function placeOf(id: string): Place | undefined {
  return byId.value.get(id);
}

/** The units right inside a unit. */
export function childrenOf(id: string): readonly UnitNode[] {
  return byId.value.get(id)?.node.children ?? [];
}
