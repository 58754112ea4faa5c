/** Lets the browser keep the page itself, so that it opens without network and can be put on the phone's first screen. Needs https, or loopback. */
export function install(): void {
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker.register('./sw.js').then(
    // The files of this version are kept, those of the one before are let go.
    () => navigator.serviceWorker.ready.then(({ active }) => active?.postMessage('keep')),
    () => undefined,
  );
}
