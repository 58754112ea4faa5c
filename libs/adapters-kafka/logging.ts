import { logLevel, type logCreator } from 'kafkajs';

/** Where the adapter's log lines go; `extra` holds plain values. */
export type Log = (level: 'debug' | 'info' | 'warn' | 'error', message: string, extra: Record<string, unknown>) => void;

// Of no use to a reader: a producer is never used again after a failure, so its limited retries cannot reorder anything.
const known = new Set(['Limiting retries for the idempotent producer may invalidate EoS guarantees']);

const unwanted = new Set(['message', 'timestamp', 'stack']);

/** Passes kafkajs' own lines on, one level lower than it thinks: it calls every lost connection an error, and goes on. */
export function quietly(log: Log): logCreator {
  return () =>
    ({ namespace, level, log: line }) => {
      const loud = (level === logLevel.ERROR || level === logLevel.WARN) && !known.has(line.message);
      const extra = Object.fromEntries(Object.entries(line).filter(([name]) => !unwanted.has(name)));
      log(loud ? 'warn' : 'debug', `kafkajs: ${line.message}`, { namespace, ...extra });
    };
}

/** What went wrong, in words. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
