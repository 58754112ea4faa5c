import { computed, signal } from '@preact/signals';
import type { Accepted } from '#libs/contracts';
import { me } from '../account/me.js';
import { type Answer, troubleFrom } from '../data/answer.js';
import { carry } from '../data/api.js';
import { viewerHeader } from '../viewer.js';
import type { Form, KeptForm } from './form.js';
import { storage } from './storage.js';

/** What came of a form: taken; kept until the regulator can be reached; or refused, and then it is for whoever filled it in to mend. */
export type Sent<T> = { kind: 'taken'; value: T } | { kind: 'kept' } | (Answer<T> & { ok: false; kind: 'refused' });

const all = signal<readonly KeptForm[]>([]);
/** Those that somebody waits for on the page right now: what comes of them is said there. */
const atHand = signal<ReadonlySet<string>>(new Set());
/** How many kept forms have been sent since the page was opened. */
export const sentLater = signal(0);

const mine = computed(() => all.value.filter(({ person }) => person === (me.value?.person?.id ?? null)));
/** The forms of whoever is here that wait or were refused, the oldest first. */
export const keptForms = computed(() => mine.value.filter(({ id }) => !atHand.value.has(id)));
/** How many forms wait in this browser for whoever has filled them in to sign in. */
export const formsOfOthers = computed(() => (me.value === null ? 0 : all.value.length - mine.value.length));

type Later = (answer: Answer<unknown>) => void;
const waiting = new Map<string, Later>();
const between = { least: 3_000, most: 60_000 };
let pause = between.least;
let timer: ReturnType<typeof setTimeout> | undefined;
let busy = false;

/** Is told what came of a form that had to wait, and shows it; answers how to stop. */
export function whenSent(id: string, later: Later): () => void {
  waiting.set(id, later);
  return () => waiting.delete(id);
}

/**
 * Sends a form, which is kept in this browser from before it goes until it has been taken: nothing is lost with the network, the page or
 * the phone.
 */
export async function sendOrKeep<T>(form: Form): Promise<Sent<T>> {
  const person = me.value?.person?.id ?? null;
  const kept: KeptForm = { ...form, person, as: viewerHeader.value, at: Date.now(), refused: null };
  atHand.value = new Set([...atHand.value, form.id]);
  const isKept = await keep(kept);
  const answer = isKept && (await hasEarlier(kept)) ? null : await taken<T>(kept);
  if (answer === null || (!answer.ok && canWait(answer) && isKept)) {
    await release(form.id);
    soon(pause);
    return { kind: 'kept' };
  }
  await drop(form.id);
  await release(form.id);
  return answer.ok ? { kind: 'taken', value: answer.value } : { ...answer, kind: 'refused' };
}

/** Whether something that was filled in before for the same place still waits, after it was tried once more: what came later must not come first. */
async function hasEarlier({ id, path, person }: KeptForm): Promise<boolean> {
  const isEarlier = (form: KeptForm) =>
    form.id !== id && form.path === path && form.person === person && form.refused === null;
  await reload();
  if (!all.value.some(isEarlier)) return false;
  await sendNow();
  return all.value.some(isEarlier);
}

/** Keeps a form that is to follow others, without sending it now. */
export async function keepForLater(form: Form): Promise<void> {
  const person = me.value?.person?.id ?? null;
  await keep({ ...form, person, as: viewerHeader.value, at: Date.now(), refused: null });
  await reload();
}

/** Throws a form away. */
export async function discard(id: string): Promise<void> {
  await drop(id);
  await reload();
}

/** Reads what an earlier visit has left, and sends what waits whenever there may be a chance: now, when the network is back, when the page is looked at again. */
export function sendWhatIsKept(): void {
  window.addEventListener('online', sendSoon);
  document.addEventListener('visibilitychange', sendSoon);
  me.subscribe(sendSoon);
  void reload().then(sendSoon);
}

/** Tries all forms that wait, in the order in which they were filled in. */
export async function sendNow(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  if (busy) return;
  busy = true;
  const before = sentLater.value;
  try {
    await oneAtATime(sendAll);
  } finally {
    busy = false;
  }
  const left = keptForms.value.some(({ refused }) => refused === null);
  pause = left && sentLater.value === before ? Math.min(between.most, pause * 2) : between.least;
  if (left) soon(pause);
}

async function sendAll(): Promise<void> {
  await reload();
  // What came later must not come first, where something before it for the same place has to wait.
  const held = new Set<string>();
  for (const form of keptForms.value) {
    const isThere = all.value.some(({ id }) => id === form.id);
    if (!isThere || form.refused !== null || held.has(form.path)) continue;
    const answer = await taken(form);
    if (!answer.ok && (answer.trouble.away || comeFirst.has(answer.trouble.code))) return;
    if (!answer.ok && canWait(answer)) {
      held.add(form.path);
      continue;
    }
    if (answer.ok) await drop(form.id);
    else await keep({ ...form, refused: answer.trouble });
    if (answer.ok) sentLater.value += 1;
    const told = waiting.get(form.id);
    waiting.delete(form.id);
    told?.(answer);
    await reload();
  }
}

/** Carries a form to the regulator; a figure that came in and was refused there is refused. */
async function taken<T>(form: KeptForm): Promise<Answer<T>> {
  const answer = await carry<T & Partial<Accepted>>(form);
  const refusal = answer.ok ? answer.value.refused?.[0] : undefined;
  return refusal ? { ok: false, trouble: troubleFrom(refusal) } : answer;
}

/** Whoever has filled it in has to come in first: nobody is signed in, or somebody else is. */
const comeFirst: ReadonlySet<string> = new Set(['sign-in-needed', 'signed-in-otherwise']);
const tooLateOrTooOften: ReadonlySet<number> = new Set([408, 429]);

/** Whether the same may be taken later: nobody has answered, somebody has to sign in first, or it was too late or too often. */
function canWait({ trouble }: Answer<unknown> & { ok: false }): boolean {
  return trouble.away || comeFirst.has(trouble.code) || tooLateOrTooOften.has(trouble.status) || trouble.status >= 500;
}

/** Of several open pages one sends at a time, where the browser can say so; where it cannot, the regulator takes each form once all the same. */
async function oneAtATime(work: () => Promise<void>): Promise<void> {
  if ('locks' in navigator) await navigator.locks.request('synco-kept', work);
  else await work();
}

function sendSoon(): void {
  soon(0);
}

function soon(wait: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void sendNow(), wait);
}

async function keep(form: KeptForm): Promise<boolean> {
  try {
    await (await storage()).put('forms', form);
    return true;
  } catch {
    return false;
  }
}

async function drop(id: string): Promise<void> {
  try {
    await (await storage()).delete('forms', id);
  } catch {
    // What could not be kept need not be thrown away.
  }
}

async function release(id: string): Promise<void> {
  await reload();
  atHand.value = new Set([...atHand.value].filter((one) => one !== id));
}

async function reload(): Promise<void> {
  try {
    all.value = await (await storage()).getAllFromIndex('forms', 'at');
  } catch {
    all.value = [];
  }
}
