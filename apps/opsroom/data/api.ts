import { me, signedInOtherwise, signedOut } from '../account/me.js';
import { viewerHeader } from '../viewer.js';
import type { KeptForm } from '../kept/form.js';
import { words } from '../words.js';
import { type Answer, troubleOf } from './answer.js';

const patience = 15_000;

/** Reads JSON from the regulator as the chosen viewer. */
export function read<T>(path: string, abort?: AbortSignal): Promise<Answer<T>> {
  return exchange<T>(path, abort ? { signal: abort } : {});
}

/** Sends JSON to the regulator as the chosen viewer. */
export function send<T>(path: string, body: unknown, method: 'POST' | 'PUT' = 'POST'): Promise<Answer<T>> {
  return exchange<T>(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Sends a form under its own id, as whoever it was filled in for: sent again, it is not taken again. */
export function carry<T>({ id, path, method, body, as, person }: KeptForm): Promise<Answer<T>> {
  const isPicture = body instanceof Blob;
  const headers = { 'content-type': isPicture ? body.type : 'application/json', 'idempotency-key': id };
  return exchange<T>(path, { method, headers, body: isPicture ? body : JSON.stringify(body) }, { as, person });
}

/** Whom a request is from: for which unit they speak, and which account it is. */
interface From {
  as: string | null;
  person: string | null;
}

async function exchange<T>(path: string, init: RequestInit, { as, person }: From = here()): Promise<Answer<T>> {
  const headers = new Headers(init.headers);
  if (as !== null) headers.set('Synco-As', as);
  if (person !== null) headers.set('Synco-Person', person);
  // Browsers of phones some years old cannot join two signals into one.
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), patience);
  init.signal?.addEventListener('abort', () => end.abort());
  try {
    const response = await fetch(path, { ...init, headers, signal: end.signal });
    const body: T | null = await response.json().catch(() => null);
    if (response.ok && body !== null) return { ok: true, value: body };
    const status = response.ok ? 502 : response.status;
    const otherwise = status >= 502 && status <= 504 ? words.trouble.away : words.trouble.unreadable;
    const trouble = troubleOf(status, body, otherwise);
    if (trouble.code === 'sign-in-needed') signedOut();
    if (trouble.code === 'signed-in-otherwise') signedInOtherwise();
    return { ok: false, trouble };
  } catch {
    return { ok: false, trouble: troubleOf(0, null, words.trouble.away) };
  } finally {
    clearTimeout(timer);
  }
}

function here(): From {
  return { as: viewerHeader.value, person: me.value?.person?.id ?? null };
}
