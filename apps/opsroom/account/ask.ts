import type { Me } from '#libs/contracts';
import { type Answer, type Trouble } from '../data/answer.js';
import { read, send } from '../data/api.js';
import { orLast, rememberAnswer } from '../kept/remember.js';
import { endedFor, me, signedOut } from './me.js';
import { lostUnit } from './speakers.js';

const pause = 2000;

/** Asks the regulator who is signed in; while nothing is known yet, again until it answers. */
export async function askMe(): Promise<void> {
  const answer = await orLast('/api/me', read<Me>('/api/me'), (last) => {
    me.value ??= last.value;
  });
  if (answer.ok) {
    const lost = lostUnit(me.value, answer.value, Date.now());
    if (lost !== null) endedFor.value = lost;
    me.value = answer.value;
    void rememberAnswer('/api/me', answer.value);
  } else if (me.value === null) setTimeout(() => void askMe(), pause);
}

/** Asks as often as it is not known who is signed in: when the page opens, and when it turns out to be somebody else. */
export function keepAsking(): void {
  me.subscribe((known) => {
    if (known === null) void askMe();
  });
}

/** Sends what opens a session; answers the trouble, or null once the page knows who is in. */
export async function comeIn(path: string, body: unknown): Promise<Trouble | null> {
  const answer: Answer<unknown> = await send(path, body);
  if (!answer.ok) return answer.trouble;
  endedFor.value = null;
  await askMe();
  return null;
}

/** Ends the session; answers the trouble where that was not possible. */
export async function leave(): Promise<Trouble | null> {
  const answer: Answer<unknown> = await send('/api/sign-out', {});
  if (!answer.ok) return answer.trouble;
  signedOut();
  return null;
}
