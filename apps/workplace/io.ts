import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** Everything that a command touches of the process it runs in; a test gives its own. */
export interface Io {
  env: Record<string, string | undefined>;
  stdin: Readable;
  stdout: Writable;
  stderr: Writable & { isTTY?: boolean };
  /** Milliseconds to wait: between retries and between two looks at the same observation. */
  pause: (milliseconds: number) => Promise<unknown>;
}

/** The real process. */
export const processIo: Io = {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  pause: (milliseconds) => sleep(milliseconds),
};

/** Writes and waits until the reader has room again, so that no amount of output is held in memory. */
export async function write(to: Writable, text: string): Promise<void> {
  if (to.write(text)) return;
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: Error): void => {
      to.off('drain', settle).off('error', settle).off('close', settle);
      if (error) reject(error);
      else resolve();
    };
    to.on('drain', settle).on('error', settle).on('close', settle);
  });
}
