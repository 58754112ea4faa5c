import { Presets, SingleBar } from 'cli-progress';
import type { Io } from './io.js';

/** How far a long piece of work has come. */
export interface Progress {
  reach(done: number): void;
  end(): void;
}

/** A bar on a terminal, nothing elsewhere, so that logs and pipes stay clean. `total` in the unit of `reach`, null if not known. */
export function showProgress(io: Io, label: string, total: number | null): Progress {
  if (io.stderr.isTTY !== true || total === null) return { reach: () => {}, end: () => {} };
  const bar = new SingleBar(
    {
      format: `${label} {bar} {percentage} % | {value} of {total} | {eta_formatted} left`,
      stream: io.stderr,
      // The terminal is left as it is, and its signals to the process, so that Ctrl-C ends the work at once.
      gracefulExit: false,
      linewrap: true,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { reach: (done) => bar.update(done), end: () => bar.stop() };
}
