import { computed, signal } from '@preact/signals';
import { me } from './account/me.js';
import { speakersOf } from './account/speakers.js';
import { headerOf, readViewers, remember, type Viewer } from './viewer-book.js';

const place = 'synco.viewers';
const placeOfChoice = 'synco.speaking';

const named = signal<readonly Viewer[]>(load(place));
const chosen = signal<Viewer | null>(load(placeOfChoice)[0] ?? null);
const gone = signal<readonly string[]>([]);

/**
 * Those as whom one can look here, the one looking now first: where people sign in, their mandates; elsewhere, and until that is known,
 * those who have used this browser.
 */
export const viewers = computed<readonly Viewer[]>(() => {
  if (me.value?.access !== 'accounts') return named.value;
  return speakersOf(me.value, chosen.value, Date.now()).filter(({ unit }) => !gone.value.includes(unit));
});

/** Who is looking now; null before anybody has said so. */
export const viewer = computed<Viewer | null>(() => viewers.value[0] ?? null);

/** The viewer as the header Synco-As carries it: NAME@UNIT, percent-encoded. */
export const viewerHeader = computed<string | null>(() => (viewer.value ? headerOf(viewer.value) : null));

/** Makes somebody the viewer, and keeps that in the browser. */
export function become(next: Viewer): void {
  if (me.value?.access !== 'accounts') return rename(remember(named.value, next));
  chosen.value = next;
  keep(placeOfChoice, [next]);
}

/** Forgets somebody whose unit is no longer there: the next one known looks, or the page asks who does. */
export function forget(lost: Viewer): void {
  if (me.value?.access !== 'accounts') return rename(named.value.filter((one) => one !== lost));
  gone.value = [...gone.value, lost.unit];
}

function rename(known: readonly Viewer[]): void {
  named.value = known;
  keep(place, known);
}

function keep(where: string, known: readonly Viewer[]): void {
  try {
    localStorage.setItem(where, JSON.stringify(known));
  } catch {
    // A browser that keeps nothing asks again next time; the page works all the same.
  }
}

function load(where: string): Viewer[] {
  try {
    return readViewers(localStorage.getItem(where));
  } catch {
    return [];
  }
}
