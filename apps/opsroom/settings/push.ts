/** What a channel to this browser holds of it. */
export interface Subscribed {
  url: string;
  keys: { p256dh: string; auth: string };
}

/** Whether this browser can receive at all: over https or on the machine itself, and where it knows how. */
export function canPush(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

/** Asks whoever sits here, and lets this browser receive from the server with that key; null where they or the browser will not. */
export async function subscribe(pushKey: string): Promise<Subscribed | null> {
  try {
    if ((await Notification.requestPermission()) !== 'granted') return null;
    const { pushManager } = await navigator.serviceWorker.ready;
    const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey });
    const { endpoint, keys } = made.toJSON();
    const { p256dh, auth } = keys ?? {};
    return endpoint && p256dh && auth ? { url: endpoint, keys: { p256dh, auth } } : null;
  } catch {
    return null;
  }
}

/** Receives nothing any more in this browser: whoever sits here next is not told what was meant for somebody else. */
export async function unsubscribe(): Promise<void> {
  if (!canPush()) return;
  const registration = await navigator.serviceWorker.getRegistration('./').catch(() => undefined);
  const held = await registration?.pushManager.getSubscription().catch(() => null);
  await held?.unsubscribe().catch(() => false);
}
