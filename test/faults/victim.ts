import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sleep } from '../kit/bus-reader.js';
import { freePort } from '../kit/free-port.js';

const main = fileURLToPath(new URL('../../dist/apps/regulator/main.js', import.meta.url));
const patience = 90_000;
const restartMs = 500;

/** A built regulator as a process that faults befall; one that ends by itself is started again, as every supervisor does. */
export class Victim {
  #child: ChildProcess | undefined;
  #meant = false;
  #said = '';
  /** How it ended when nobody had asked it to, with the end of what it had said. */
  readonly endings: string[] = [];

  private constructor(
    private readonly environment: Record<string, string>,
    private readonly port: number,
  ) {}

  /** Starts one with these settings on a port that it keeps. */
  static async start(environment: Record<string, string>): Promise<Victim> {
    const victim = new Victim(environment, await freePort());
    victim.start();
    await victim.listening();
    return victim;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The end of what it has said. */
  get said(): string {
    return this.#said;
  }

  start(): void {
    this.#meant = false;
    const own = { HOST: '127.0.0.1', PORT: String(this.port), LOG_LEVEL: 'warn', ACCESS: 'open' };
    const child = spawn(process.execPath, [main], {
      env: { PATH: process.env['PATH'], ...own, ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        this.#said = (this.#said + chunk.toString()).slice(-20_000);
      });
    }
    child.once('exit', (code, signal) => {
      if (this.#meant || this.#child !== child) return;
      this.endings.push(`${code ?? signal}: ${this.#said.slice(-600)}`);
      setTimeout(() => {
        if (!this.#meant && this.#child === child) this.start();
      }, restartMs);
    });
    this.#child = child;
  }

  /** Resolves once it answers, well or not. */
  async listening(withinMs = patience): Promise<void> {
    const until = performance.now() + withinMs;
    while (performance.now() < until) {
      const answer = await fetch(`${this.address}/health`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
      if (answer) return void (await answer.text().catch(() => ''));
      await sleep(50);
    }
    throw new Error(`The regulator did not answer within ${withinMs / 1000} s:\n${this.#said}`);
  }

  /** Ends it at once, wherever it is. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** Ends it in order. */
  async stop(): Promise<void> {
    this.signal('SIGCONT');
    await this.#end('SIGTERM');
  }

  /** SIGSTOP lets it stand still in the middle of whatever it does, SIGCONT lets it go on. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    this.#meant = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}
