import type { Language } from '#libs/contracts';

const place = 'synco.language';
const known: readonly Language[] = ['en', 'es'];
const ofBrowser: readonly string[] = globalThis.navigator?.languages ?? [];

/** The language of the page: what was chosen on this device, else the first of the browser's that the page knows, else English. */
export const language: Language = chosen() ?? ofBrowser.map(languageOf).find((found) => found !== null) ?? 'en';

/** By which numbers and dates are written: as the browser's owner is used to, where that is in the language of the page. */
export const locale: string = ofBrowser.find((tag) => languageOf(tag) === language) ?? language;

/** Chooses another language on this device, and shows the page anew. */
export function chooseLanguage(next: Language): void {
  localStorage.setItem(place, next);
  location.reload();
}

function chosen(): Language | null {
  try {
    return languageOf(globalThis.localStorage?.getItem(place) ?? '');
  } catch {
    // A browser that keeps nothing for pages says so by throwing.
    return null;
  }
}

function languageOf(tag: string): Language | null {
  return known.find((one) => tag === one || tag.startsWith(`${one}-`)) ?? null;
}
