import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.js';

/** The log: one JSON line an event. */
export function openLog(level: Config['logLevel'], to: DestinationStream = pino.destination(1)): Logger {
  return pino({ level, serializers: { err: withoutRows } }, to);
}

/** An error without what a database quotes of its rows: those are words, addresses and hashes of people. */
function withoutRows(error: Error): object {
  const { detail: _detail, where: _where, ...told } = pino.stdSerializers.err(error);
  return told;
}
