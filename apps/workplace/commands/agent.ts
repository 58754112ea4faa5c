import type { Viewer } from '#libs/organisation';
import { kafkaBus } from '#libs/adapters-kafka';
import { Language, SyncoError } from '#libs/contracts';
import { pino } from 'pino';
import { type Agent, startAgent } from '../agent/agent.js';
import { takeLines } from '../agent/lines.js';
import type { Client } from '../client.js';
import type { Io } from '../io.js';
import { write } from '../io.js';

/** What `synco agent` was given. */
export interface AgentFlags {
  data: string;
  watch?: string;
  port?: string;
  stdin?: boolean;
  kafka?: string;
  language: string;
}

/** Runs the node until it is told to stop: by a signal, or at the end of standard input where that is all it reads. */
export async function runAgent(flags: AgentFlags, as: string | undefined, io: Io, client: Client): Promise<void> {
  const log = pino({ level: io.env['LOG_LEVEL'] || 'info' }, io.stderr);
  const said = (level: 'debug' | 'info' | 'warn' | 'error', message: string, extra?: object) =>
    log[level](extra ?? {}, message);
  const viewer = viewerOf(as);
  const language = Language.safeParse(flags.language);
  if (!language.success) throw new SyncoError('usage-wrong', `--language is en or es, not "${flags.language}".`);
  const bus = flags.kafka
    ? await kafkaBus({
        brokers: flags.kafka.split(','),
        clientId: `synco-node-${viewer?.unit ?? 'unknown'}`,
        partitions: 4,
        log: said,
      })
    : null;
  const agent = await startAgent({
    data: flags.data,
    client,
    bus,
    viewer,
    watch: flags.watch ?? null,
    port: portOf(flags.port),
    listening: {
      language: language.data,
      tell: ({ at, indicator, text }) => void write(io.stdout, `${at} ${indicator}: ${text}\n`),
    },
    log,
  });
  log.info({ ...agent.status(), url: agent.url, watch: flags.watch }, 'the node is running');
  const signalled = new Promise<void>((resolve) => {
    // Heard for as long as the stop lasts: a second signal must not cut it short.
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => resolve());
  });
  const lines = flags.stdin ? takeLines(io.stdin, agent.intake, log) : null;
  const others = flags.watch !== undefined || agent.url !== null;
  await (lines && !others ? Promise.race([signalled, lines.then(() => emptied(agent))]) : signalled);
  io.stdin.destroy();
  await agent.stop();
  await bus?.close();
  log.info(agent.status(), 'the node has stopped; what waits stays on its disk');
}

/** The settings have looked at it: NAME@UNIT. */
function viewerOf(as: string | undefined): Viewer | null {
  const at = as?.lastIndexOf('@') ?? -1;
  return as === undefined ? null : { name: as.slice(0, at), unit: as.slice(at + 1) };
}

async function emptied(agent: Agent): Promise<void> {
  while (agent.status().waiting > 0) await new Promise((wake) => setTimeout(wake, 100));
}

function portOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new SyncoError('usage-wrong', `--port is a number from 0 to 65535, not "${text}".`);
}
