// Keeps the files of the page, so that it opens without network; shows what the server pushes to this browser, and opens the page where it is told.

const shelf = 'page';
/** So long a page that is kept waits for the server, in ms: a network that hangs is no better than none. */
const patience = 4_000;

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(keepPage());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

/** Keeps what the server says that the page consists of, and lets go of what does not belong to it any more. */
async function keepPage() {
  try {
    const answer = await fetch('./files.json', { cache: 'no-cache' });
    if (!answer.ok) return;
    const files = Object.values(await answer.json()).flatMap(({ file, css = [], assets = [] }) => [
      file,
      ...css,
      ...assets,
    ]);
    const wanted = ['./', './mark.svg', './manifest.webmanifest', ...files].map(
      (file) => new URL(file, self.registration.scope).href,
    );
    const cache = await caches.open(shelf);
    const kept = new Set((await cache.keys()).map(({ url }) => url));
    // The names of built files change with what is in them; the others are fetched anew. The page comes last: where the network breaks in
    // between, the page that is kept is still the one whose files are kept.
    await Promise.all(wanted.filter((url) => isBuilt(url) && !kept.has(url)).map((url) => cache.add(url)));
    await Promise.all(wanted.filter((url) => !isBuilt(url)).map((url) => cache.add(url)));
    await Promise.all([...kept].filter((url) => !wanted.includes(url)).map((url) => cache.delete(url)));
  } catch {
    // Without network what was kept before is still there.
  }
}

function isBuilt(url) {
  return url.includes('/assets/');
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  const isOwn = event.request.method === 'GET' && url.href.startsWith(self.registration.scope);
  const isAsked = ['/api/', '/health', '/metrics'].some((path) => url.pathname.startsWith(path));
  if (!isOwn || isAsked) return;
  event.respondWith(fileOf(event.request));
  // With each visit the files of a newer version are kept.
  if (event.request.mode === 'navigate') event.waitUntil(keepPage());
});

/** From the server while it answers; built files never change under their name and come from the shelf. */
async function fileOf(request) {
  const kept = await caches.match(request.mode === 'navigate' ? './' : request, { ignoreSearch: true });
  if (!kept) return fetch(request);
  if (isBuilt(request.url)) return kept;
  return Promise.race([newerOf(request, kept), later(kept)]);
}

/** What the server has now; while it is down, a proxy before it may answer in its place. */
async function newerOf(request, kept) {
  try {
    const answer = await fetch(request);
    return answer.status >= 500 ? kept : answer;
  } catch {
    return kept;
  }
}

function later(kept) {
  return new Promise((done) => setTimeout(() => done(kept), patience));
}

self.addEventListener('push', (event) => {
  const { title, body, link } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, icon: './icon-192.png', tag: link, data: link }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const place = new URL(self.registration.scope);
  place.hash = new URL(event.notification.data).hash;
  event.waitUntil(self.clients.openWindow(place.href));
});
