import { types } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { SyncoError } from '#libs/contracts';
import type { Logger } from 'pino';

const patience = { ms: 30_000, pauseMs: 1_000 };
const advice = 'Start it, or correct DATABASE_URL and the password.';
/** What a database says, or a network of it, that is only about to start; anything else a person must mend. */
const starting = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P03',
  '53300',
]);

/** Asks a database for anything, and waits half a minute for one that does not answer yet; ends with `store-unavailable`, at once where waiting cannot help. */
export async function reachDatabase(
  ask: () => Promise<unknown>,
  log: Pick<Logger, 'warn'>,
  { ms, pauseMs } = patience,
): Promise<void> {
  const until = Date.now() + ms;
  for (;;) {
    try {
      await ask();
      return;
    } catch (error) {
      const { code, reason } = said(error);
      const brief = starting.has(code) || /terminated|timeout/.test(reason);
      if (!brief) throw new SyncoError('store-unavailable', `The database cannot be used: ${reason}. ${advice}`);
      if (Date.now() > until) throw new SyncoError('store-unavailable', `No database answers: ${reason}. ${advice}`);
      log.warn({ reason }, 'Waiting for the database');
      await pause(pauseMs);
    }
  }
}

/** A name with two addresses is refused twice: the driver's error then holds one for each, and no words of its own. */
function said(error: unknown): { code: string; reason: string } {
  if (!types.isNativeError(error)) return { code: '', reason: String(error) };
  const code = 'code' in error ? String(error.code) : '';
  const each = error instanceof AggregateError ? error.errors.map(String).join(', ') : '';
  return { code, reason: error.message || each || code };
}
