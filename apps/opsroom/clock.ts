import { signal } from '@preact/signals';

/** Now, in ms since 1970, moved on every ten seconds: what clocks on the page count from. */
export const now = signal(Date.now());

setInterval(() => {
  now.value = Date.now();
}, 10_000);
