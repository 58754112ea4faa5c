import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';

/** A piece of work that is done again and again until the signal, with a pause after each time. */
export interface Repeated {
  what: string;
  pauseMs: () => number;
  work: () => Promise<void>;
}

/** What fails is told, the same trouble once, and tried again. */
export async function repeat(signal: AbortSignal, log: Logger, { what, pauseMs, work }: Repeated): Promise<void> {
  let last = '';
  while (!signal.aborted) {
    try {
      await work();
      last = '';
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!signal.aborted && reason !== last) log.warn({ what, reason }, 'it does not work for now; trying again');
      last = reason;
    }
    await pause(pauseMs(), undefined, { signal }).catch(() => undefined);
  }
}
