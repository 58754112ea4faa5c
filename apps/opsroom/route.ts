import { computed, signal } from '@preact/signals';
import { parseRoute, type Route } from './addresses.js';

const hash = signal(location.hash);
window.addEventListener('hashchange', () => {
  hash.value = location.hash;
});

/** The page that the address names. */
export const route = computed<Route>(() => parseRoute(hash.value));

/** Goes to an address made by `addressOf`. */
export function go(address: string): void {
  location.hash = address;
}
