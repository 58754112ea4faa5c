import { effect, signal } from '@preact/signals';
import type { Change } from '#libs/contracts';
import { askMe } from '../account/ask.js';
import { me } from '../account/me.js';
import { viewerHeader } from '../viewer.js';

/** How the live line stands: `away` while the regulator cannot be reached. */
export const liveness = signal<'connecting' | 'live' | 'away'>('connecting');

type Listener = (change: Change | 'everything') => void;
const listeners = new Set<Listener>();

/** Calls the listener at every change of the feed, with `everything` after a time away; answers how to stop. */
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(change: Change | 'everything'): void {
  for (const listener of listeners) listener(change);
}

/** Follows the change feed as the chosen viewer, for as long as the page lives. */
export function followChanges(): void {
  effect(() => {
    const as = viewerHeader.value;
    if (as === null) return undefined;
    let line = open(as);
    let again: ReturnType<typeof setTimeout> | undefined;
    // A browser gives up for good after some refusals; then the line is opened anew.
    const watch = setInterval(() => {
      if (line.readyState !== EventSource.CLOSED || again) return;
      again = setTimeout(() => {
        again = undefined;
        line = open(as);
      }, 2000);
    }, 1000);
    return () => {
      clearInterval(watch);
      clearTimeout(again);
      line.close();
      liveness.value = 'connecting';
    };
  });
}

function open(as: string): EventSource {
  const line = new EventSource(`/api/stream?as=${encodeURIComponent(as)}`);
  line.addEventListener('open', () => {
    const wasAway = liveness.value === 'away';
    liveness.value = 'live';
    if (!wasAway) return;
    void askMe();
    tell('everything');
  });
  line.addEventListener('error', () => {
    liveness.value = 'away';
    // The line also ends with the session or the mandate; which it was, only the question tells.
    if (me.peek()?.access === 'accounts') void askMe();
  });
  line.addEventListener('message', (event: MessageEvent<string>) => {
    const change: Change = JSON.parse(event.data);
    if (change.kind === 'people') void askMe();
    tell(change);
  });
  return line;
}
