import { config } from 'zod/v4/core';

/** Keeps zod from making code out of text, which the page may not do; to be called before any contract is loaded. */
export function withoutCompiling(): void {
  config({ jitless: true });
}
