import { logLevel, type logCreator } from 'kafkajs';

/** Where the adapter's log lines go; `extra` holds plain values. */
export type Log = (level: 'debug' | 'info' | 'warn' | 'error', message: string, extra: Record<string, unknown>) => void;

// Every lost connection makes many such lines; what follows from it is told by the adapter itself.
const noisy = new Set(['Connection', 'BrokerPool']);
// Of no use to a reader: a producer is never used again after a failure, so its limited retries cannot reorder anything.
const known = new Set(['Limiting retries for the idempotent producer may invalidate EoS guarantees']);
const unwanted = new Set(['message', 'timestamp', 'stack']);

/** Passes kafkajs' own lines on: its errors as warnings, for they are tried again, and its chatter for debugging only. */
export function quietly(log: Log): logCreator {
  return () =>
    ({ namespace, level, log: line }) => {
      const quiet = level > logLevel.WARN || noisy.has(namespace) || known.has(line.message);
      const extra = Object.fromEntries(Object.entries(line).filter(([name]) => !unwanted.has(name)));
      log(quiet ? 'debug' : 'warn', `kafkajs: ${line.message}`, { namespace, ...extra });
    };
}

/** What went wrong, in words. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
