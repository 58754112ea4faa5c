import { Readable, Writable } from 'node:stream';
import type { Io } from '../io.js';
import { run } from '../program.js';

/** What a command line said and how it ended. */
export interface Said {
  exitCode: number;
  out: string;
  err: string;
}

/** Runs a command line as a shell would, without waiting in pauses. */
export async function type(argv: readonly string[], given: { stdin?: string; env?: Io['env'] } = {}): Promise<Said> {
  const said = { out: '', err: '' };
  const exitCode = await run(argv, {
    env: given.env ?? {},
    stdin: Readable.from([Buffer.from(given.stdin ?? '')]),
    stdout: into((text) => (said.out += text)),
    stderr: into((text) => (said.err += text)),
    pause: () => Promise.resolve(),
  });
  return { exitCode, ...said };
}

function into(keep: (text: string) => void): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      keep(String(chunk));
      done();
    },
  });
}
