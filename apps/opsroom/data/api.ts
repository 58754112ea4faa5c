import { signedOut } from '../account/me.js';
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
export function carry<T>({ id, path, method, body, as }: KeptForm): Promise<Answer<T>> {
  const isPicture = body instanceof Blob;
  const headers = { 'content-type': isPicture ? body.type : 'application/json', 'idempotency-key': id };
  return exchange<T>(path, { method, headers, body: isPicture ? body : JSON.stringify(body) }, as);
}

async function exchange<T>(path: string, init: RequestInit, as = viewerHeader.value): Promise<Answer<T>> {
  const headers = new Headers(init.headers);
  if (as !== null) headers.set('Synco-As', as);
  const signals = [AbortSignal.timeout(patience), ...(init.signal ? [init.signal] : [])];
  try {
    const response = await fetch(path, { ...init, headers, signal: AbortSignal.any(signals) });
    const body: T | null = await response.json().catch(() => null);
    if (response.ok && body !== null) return { ok: true, value: body };
    const status = response.ok ? 502 : response.status;
    const otherwise = status >= 502 && status <= 504 ? words.trouble.away : words.trouble.unreadable;
    const trouble = troubleOf(status, body, otherwise);
    if (trouble.code === 'sign-in-needed') signedOut();
    return { ok: false, trouble };
  } catch {
    return { ok: false, trouble: troubleOf(0, null, words.trouble.away) };
  }
}
