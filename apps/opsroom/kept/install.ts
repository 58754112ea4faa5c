/** Lets the browser keep the page itself, so that it opens without network and can be put on the phone's first screen. Needs https, or loopback. */
export function install(): void {
  if ('serviceWorker' in navigator) void navigator.serviceWorker.register('./sw.js').catch(() => undefined);
}
