import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process that a service of docker-compose.yml would run; started again when it ends by itself, as `restart` there asks for. */
export interface Part {
  /** All that it has written. */
  output(): string;
  /** Ends it as Compose does, by SIGTERM. Resolves to how it ended. */
  stop(): Promise<number | null>;
}

const pauseMs = 500;

/** Runs a command in its own environment, where wanted in a folder and as another user. */
export function runPart(
  [program = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  at: { cwd?: string; uid?: number; gid?: number } = {},
): Part {
  let output = '';
  let stopping = false;
  let child: ChildProcess;
  const launch = () => {
    if (stopping) return;
    const started = spawn(program, args, { env, ...at, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += String(chunk);
      });
    started.once('exit', () => setTimeout(launch, pauseMs));
    child = started;
  };
  launch();
  return {
    output: () => output,
    stop: async () => {
      stopping = true;
      if (child.exitCode === null && child.signalCode === null) {
        const over = once(child, 'exit');
        child.kill('SIGTERM');
        await over;
      }
      return child.exitCode;
    },
  };
}
