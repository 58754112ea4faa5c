import { isNativeError } from 'node:util/types';
import type { z } from 'zod';
import { Problem, SyncoError, errorCatalogue } from '#libs/contracts';
import type { ErrorCode } from '#libs/contracts';
import type { Settings } from './config.js';

const patience = 120_000;
const pauses = [250, 500, 1000, 2000, 4000, 8000, 8000, 8000];
const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'bus-unavailable',
  'store-unavailable',
  'too-many-requests',
  'server-unreachable',
]);

/** A Synco server as its HTTP API shows it. Every failure is a `SyncoError` with the catalogue's code. */
export class Client {
  #reached = false;
  readonly #asking = new Set<AbortController>();

  constructor(
    private readonly settings: Settings,
    private readonly pause: (milliseconds: number) => Promise<unknown>,
    private readonly onRetry: (why: string) => void = () => {},
  ) {}

  get server(): string {
    return this.settings.server;
  }

  /** The unit for which whoever asks speaks; null where nobody is named. */
  get unit(): string | null {
    const { as } = this.settings;
    return as === undefined ? null : as.slice(as.lastIndexOf('@') + 1);
  }

  get<T>(path: string, answer: z.ZodType<T>): Promise<T> {
    return this.#ask('GET', path, undefined, answer);
  }

  post<T>(path: string, body: unknown, answer: z.ZodType<T>): Promise<T> {
    return this.#ask('POST', path, body, answer);
  }

  put<T>(path: string, body: unknown, answer: z.ZodType<T>): Promise<T> {
    return this.#ask('PUT', path, body, answer);
  }

  /** Breaks off what is being asked, as if the server were away. */
  end(): void {
    for (const asking of this.#asking) asking.abort();
  }

  /** The body of a long answer, as it comes: server-sent events from after `last` on. */
  async stream(path: string, last: string | undefined, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const headers = { ...this.#headers(), accept: 'text/event-stream', ...(last ? { 'last-event-id': last } : {}) };
    const response = await fetch(this.settings.server + path, { headers, signal }).catch((error: unknown) => {
      throw new SyncoError('server-unreachable', `No answer from ${this.settings.server} (${reason(error)}).`);
    });
    if (response.ok && response.body) return response.body;
    throw this.#refusal(response.status, parse(await response.text()));
  }

  /** As `post`, but asks again while the server is away for a moment: only for what may arrive twice without harm. */
  async insist<T>(path: string, body: unknown, answer: z.ZodType<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.post(path, body, answer);
      } catch (error) {
        const wait = pauses[attempt];
        if (wait === undefined || !this.#passes(error)) throw error;
        this.onRetry(`${error.message} Trying again in ${wait / 1000} s.`);
        await this.pause(wait);
      }
    }
  }

  #passes(error: unknown): error is SyncoError {
    if (!(error instanceof SyncoError) || !passing.has(error.code)) return false;
    return error.code !== 'server-unreachable' || this.#reached;
  }

  async #ask<T>(method: string, path: string, body: unknown, answer: z.ZodType<T>): Promise<T> {
    const { status, text } = await this.#fetch(method, path, body);
    const json = parse(text);
    if (status >= 400) throw this.#refusal(status, json);
    const read = answer.safeParse(json);
    if (!read.success) throw this.#notSynco(`what came back from ${path} is not what the contracts promise`);
    this.#reached = true;
    return read.data;
  }

  async #fetch(method: string, path: string, body: unknown): Promise<{ status: number; text: string }> {
    const headers = this.#headers();
    if (body !== undefined) headers['content-type'] = 'application/json';
    const asking = new AbortController();
    const late = setTimeout(() => asking.abort(new Error(`nothing within ${patience / 1000} s`)), patience);
    this.#asking.add(asking);
    try {
      const response = await fetch(this.settings.server + path, {
        method,
        headers,
        signal: asking.signal,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      throw new SyncoError('server-unreachable', `No answer from ${this.settings.server} (${reason(error)}).`);
    } finally {
      clearTimeout(late);
      this.#asking.delete(asking);
    }
  }

  #headers(): Record<string, string> {
    const { as, key } = this.settings;
    return {
      accept: 'application/json',
      ...(as === undefined ? {} : { 'synco-as': viewerHeader(as) }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    };
  }

  #refusal(status: number, json: unknown): SyncoError {
    const problem = Problem.safeParse(json);
    if (!problem.success) return this.#notSynco(`it answered with status ${status} and no reason`);
    this.#reached = true;
    const { code, detail, errors } = problem.data;
    return new SyncoError(codeOf(code), detail, errors ?? []);
  }

  #notSynco(what: string): SyncoError {
    return new SyncoError('server-unreachable', `${this.settings.server} does not speak as Synco does: ${what}.`);
  }
}

/** The code as this catalogue knows it; one from a newer server is `internal`. */
export function codeOf(code: string): ErrorCode {
  return isErrorCode(code) ? code : 'internal';
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCatalogue, code);
}

function viewerHeader(as: string): string {
  const at = as.lastIndexOf('@');
  return `${encodeURIComponent(as.slice(0, at))}@${encodeURIComponent(as.slice(at + 1))}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reason(error: unknown): string {
  if (!isNativeError(error)) return String(error);
  const { cause } = error;
  if (isNativeError(cause)) return 'code' in cause ? String(cause.code) : cause.message;
  return error.message;
}
