import type { ObservationStatus, Problem } from '#libs/contracts';
import { words } from '../words.js';

/** What a person is told when something was not done: `away` means that nobody answered, so that trying again helps. */
export interface Trouble {
  away: boolean;
  status: number;
  code: string;
  detail: string;
  advice: string;
}

/** What came back from the regulator: a value, or the trouble in words that can be shown as they are. */
export type Answer<T> = { ok: true; value: T } | { ok: false; trouble: Trouble };

/** Reads a problem document; what is no such document (a proxy's page) becomes trouble in the words given. */
export function troubleOf(status: number, body: unknown, otherwise: { detail: string; advice: string }): Trouble {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  const said = words.problems[problem.code ?? ''];
  const faults = (problem.errors ?? []).map((fault) => `${fault.path}: ${fault.message}`);
  return {
    away: status === 0 || status === 502 || status === 503 || status === 504,
    status,
    code: problem.code ?? 'unknown',
    detail: [said?.title ?? problem.detail ?? problem.title ?? otherwise.detail, ...faults].join(' · '),
    advice: said?.advice ?? problem.advice ?? otherwise.advice,
  };
}

/** A figure's refusal in the language of the page. */
export function troubleFrom({ code, message }: NonNullable<ObservationStatus['refusal']>): Trouble {
  const said = words.problems[code];
  const advice = said?.advice ?? words.post.refusedAdvice;
  return { away: false, status: 422, code, detail: said?.title ?? message, advice };
}
