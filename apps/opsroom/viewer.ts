import { computed, signal } from '@preact/signals';
import { headerOf, readViewers, remember, type Viewer } from './viewer-book.js';

const place = 'synco.viewers';

/** Those who have used this browser, the one using it now first. */
export const viewers = signal<readonly Viewer[]>(load());

/** Who is looking now; null before anybody has said so. */
export const viewer = computed<Viewer | null>(() => viewers.value[0] ?? null);

/** The viewer as the header Synco-As carries it: NAME@UNIT, percent-encoded. */
export const viewerHeader = computed<string | null>(() => (viewer.value ? headerOf(viewer.value) : null));

/** Makes somebody the viewer, and keeps that in the browser. */
export function become(next: Viewer): void {
  keep(remember(viewers.value, next));
}

/** Forgets somebody whose unit is no longer there: the next one known looks, or the page asks who does. */
export function forget(gone: Viewer): void {
  keep(viewers.value.filter((one) => one !== gone));
}

function keep(known: readonly Viewer[]): void {
  viewers.value = known;
  try {
    localStorage.setItem(place, JSON.stringify(known));
  } catch {
    // A browser that keeps nothing asks again next time; the page works all the same.
  }
}

function load(): Viewer[] {
  try {
    return readViewers(localStorage.getItem(place));
  } catch {
    return [];
  }
}
