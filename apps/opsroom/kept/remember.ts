import type { Me } from '#libs/contracts';
import { me } from '../account/me.js';
import type { Answer } from '../data/answer.js';
import { unsubscribe } from '../settings/push.js';
import { viewerHeader } from '../viewer.js';
import { storage } from './storage.js';

/** So many answers are remembered, the newest; a page takes some five. */
const most = 80;
/** So long an answer is waited for alone, in ms: a network that hangs is no better than none. */
const patience = 3_000;

/** Remembers what the regulator has answered, for when nobody answers: whoever opens the page without network sees what was there last. */
export async function rememberAnswer(path: string, value: unknown): Promise<void> {
  try {
    const database = await storage();
    await database.put('answers', { subject: subjectOf(path), text: JSON.stringify(value), at: Date.now() });
    const all = await database.getAllKeysFromIndex('answers', 'at');
    for (const subject of all.slice(0, Math.max(0, all.length - most))) await database.delete('answers', subject);
  } catch {
    // A browser that keeps nothing shows nothing without network; with one all is as ever.
  }
}

/** What was answered, and when, in ms. */
interface Recalled<T> {
  value: T;
  at: number;
}

/** What was answered last; null where nothing is known. */
async function recallAnswer<T>(path: string): Promise<Recalled<T> | null> {
  try {
    const found = await (await storage()).get('answers', subjectOf(path));
    if (!found) return null;
    const value: T = JSON.parse(found.text);
    return { value, at: found.at };
  } catch {
    return null;
  }
}

/** Waits for an answer; where it takes long, or nobody answers, tells what was answered last. */
export async function orLast<T>(
  path: string,
  answer: Promise<Answer<T>>,
  tell: (last: Recalled<T>) => void,
): Promise<Answer<T>> {
  let isWaiting = true;
  const recall = async () => {
    const last = await recallAnswer<T>(path);
    if (last && isWaiting) tell(last);
  };
  const slow = setTimeout(() => void recall(), patience);
  const got = await answer;
  clearTimeout(slow);
  if (!got.ok && got.trouble.away) await recall();
  isWaiting = false;
  return got;
}

/**
 * Forgets all answers, and ends what is pushed to this browser, as soon as nobody is signed in, or somebody else, however the session has ended:
 * who comes next to this browser finds nothing of who was here before, and is told nothing that was meant for them.
 */
export function forgetWhenSignedOut(): void {
  let last: string | null = null;
  me.subscribe((known) => {
    if (known?.access !== 'accounts') return;
    const person = known.person?.id ?? null;
    const isOther = last !== null && last !== person;
    last = person;
    if (person !== null && !isOther) return;
    void unsubscribe();
    void forgetAnswers().then(() => noteWhoIsHere(known));
  });
}

/** Unless somebody has come in since. */
async function noteWhoIsHere(known: Me): Promise<void> {
  if (me.peek() === known) await rememberAnswer('/api/me', known);
}

async function forgetAnswers(): Promise<void> {
  try {
    await (await storage()).clear('answers');
  } catch {
    // Nothing is kept, so nothing is to be forgotten.
  }
}

/** Each sees what they may: what one was answered is not shown to another. Who is signed in is asked before anybody is known. */
function subjectOf(path: string): string {
  return path === '/api/me' ? path : `${me.peek()?.person?.id ?? ''} ${viewerHeader.peek() ?? ''} ${path}`;
}
