// Shows what the server pushes to this browser, and opens the page where it is told.

self.addEventListener('push', (event) => {
  const { title, body, link } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, icon: './mark.svg', tag: link, data: link }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const place = new URL(self.registration.scope);
  place.hash = new URL(event.notification.data).hash;
  event.waitUntil(self.clients.openWindow(place.href));
});
