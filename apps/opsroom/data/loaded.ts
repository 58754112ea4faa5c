import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Change } from '#libs/contracts';
import { orLast, rememberAnswer } from '../kept/remember.js';
import { viewerHeader } from '../viewer.js';
import type { Trouble } from './answer.js';
import { read } from './api.js';
import { onChange } from './stream.js';

/** Of when the oldest thing is that is shown because nobody answers, in ms; null while the regulator does. */
export const shownFrom = signal<number | null>(null);

/** What is shown of something read: the last good value stays while newer is awaited or trouble lasts. */
export interface Loaded<T> {
  value: T | null;
  /** When the value was read, in ms. */
  at: number;
  trouble: Trouble | null;
  loading: boolean;
  again: () => void;
}

/** The least time between two readings of one thing, so that a replay's flood of changes stays readable; in ms. */
const breath = 700;
const longestWait = 30_000;

interface Held<T> {
  subject: string;
  value: T | null;
  at: number;
  trouble: Trouble | null;
  loading: boolean;
}

/** Reads a path, again at each change that concerns it and when the regulator is back; what was read last stands in where nobody answers. Null reads nothing. */
export function useLoaded<T>(path: string | null, concerns: (change: Change) => boolean): Loaded<T> {
  const as = viewerHeader.value;
  const subject = `${as ?? ''} ${path?.split('?')[0] ?? ''}`;
  const [held, hold] = useState<Held<T>>(nothing(subject));
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    hold((before) => ({ ...(before.subject === subject ? before : nothing<T>(subject)), loading: path !== null }));
    return path === null
      ? undefined
      : follow<T>({ path, concerns, hold: (next) => hold((before) => next({ ...before, subject })) });
  }, [path, as, turn]);
  const current = held.subject === subject ? held : nothing<T>(subject);
  return { ...current, again: () => setTurn(turn + 1) };
}

function nothing<T>(subject: string): Held<T> {
  return { subject, value: null, at: 0, trouble: null, loading: true };
}

interface Following<T> {
  path: string;
  concerns: (change: Change) => boolean;
  hold: (next: (before: Held<T>) => Held<T>) => void;
}

function follow<T>({ path, concerns, hold }: Following<T>): () => void {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let busy = false;
  let wanted = false;

  const later = (wait: number) => {
    timer ??= setTimeout(() => void load(), wait);
  };
  const load = async () => {
    timer = undefined;
    if (busy) return;
    busy = true;
    wanted = false;
    const answer = await orLast(path, read<T>(path, abort.signal), (last) => {
      if (abort.signal.aborted) return;
      shownFrom.value = Math.min(shownFrom.value ?? last.at, last.at);
      hold((before) => ({ ...before, ...(before.value === null && last) }));
    });
    busy = false;
    if (abort.signal.aborted) return;
    if (answer.ok) {
      shownFrom.value = null;
      hold((before) => ({ ...before, value: answer.value, at: Date.now(), trouble: null, loading: false }));
      void rememberAnswer(path, answer.value);
    } else {
      hold((before) => ({ ...before, trouble: answer.trouble, loading: false }));
    }
    failures = !answer.ok && answer.trouble.away ? failures + 1 : 0;
    if (failures > 0) later(Math.min(longestWait, 1000 * 2 ** failures));
    else if (wanted) later(breath);
  };
  const unlisten = onChange((change) => {
    if (change !== 'everything' && !concerns(change)) return;
    wanted = true;
    if (!busy) later(breath);
  });
  void load();
  return () => {
    unlisten();
    abort.abort();
    clearTimeout(timer);
  };
}
