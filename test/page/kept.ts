import type { Page } from 'playwright-core';
import { until } from '../kit/bus-reader.js';

const subjects = `new Promise((done, fail) => {
  const opening = indexedDB.open('synco');
  opening.onerror = () => fail(opening.error);
  opening.onsuccess = () => {
    const keys = opening.result.transaction('answers').objectStore('answers').getAllKeys();
    keys.onsuccess = () => done(keys.result);
    opening.result.close();
  };
})`;

/** Which answers a page remembers in its browser, each with whose it is. */
export function remembered(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(subjects);
}

/** Waits until a page would open without network and show a unit that is seen on it now. */
export async function keptWith(page: Page, unit: string): Promise<void> {
  // The page itself is kept last, and given without network only by a worker that is active.
  const isKept = `navigator.serviceWorker.ready.then(() => caches.match('./')).then((kept) => kept !== undefined)`;
  await until('the page is kept', () => page.evaluate<boolean>(isKept));
  const paths = ['/api/units', `/api/units/${unit}`];
  await until('the unit is remembered', async () => {
    const all = await remembered(page);
    return paths.every((path) => all.some((subject) => subject.endsWith(` ${path}`)));
  });
}
