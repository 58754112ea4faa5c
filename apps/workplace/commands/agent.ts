import type { Viewer } from '#libs/organisation';
import { FolderInUse, readSecret } from '#libs/adapters-files';
import { kafkaBus, type KafkaBusOptions, kafkaSecurity } from '#libs/adapters-kafka';
import { Language, SyncoError } from '#libs/contracts';
import { pino } from 'pino';
import { type Agent, startAgent } from '../agent/agent.js';
import { LateBus } from '../agent/late-bus.js';
import { takeLines } from '../agent/lines.js';
import { keptSealer } from '../agent/record-key.js';
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

/** Who speaks, and the server where one was named. */
interface Given {
  as: string | undefined;
  server: string | undefined;
}

/** Runs the node until it is told to stop: by a signal, or at the end of standard input where that is all it reads. */
export async function runAgent(flags: AgentFlags, given: Given, io: Io, client: Client): Promise<void> {
  const log = pino({ level: io.env['LOG_LEVEL'] || 'info' }, io.stderr);
  const said: KafkaBusOptions['log'] = (level, message, extra) => log[level](extra ?? {}, message);
  const viewer = viewerOf(given.as);
  const language = Language.safeParse(flags.language);
  if (!language.success) throw new SyncoError('usage-wrong', `--language is en or es, not "${flags.language}".`);
  const bus = flags.kafka ? kafkaOf({ ...flags, kafka: flags.kafka }, viewer, io, said) : null;
  const agent = await startAgent({
    data: flags.data,
    client,
    bus,
    asksServer: bus === null || given.server !== undefined || Boolean(io.env['SYNCO_SERVER']),
    viewer,
    watch: flags.watch ?? null,
    port: portOf(flags.port),
    listening: {
      language: language.data,
      tell: ({ at, indicator, text }) => void write(io.stdout, `${at} ${indicator}: ${text}\n`),
    },
    log,
  }).catch((error: unknown) => {
    throw unstartable(error, flags);
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
  // A connection that cannot be ended in order, to a broker that is away, must not keep the process.
  setTimeout(() => process.exit(), 1_000).unref();
}

/** What a person must mend before the node can run, as a sentence. */
function unstartable(error: unknown, { data, port }: AgentFlags): unknown {
  if (error instanceof FolderInUse)
    return new SyncoError('usage-wrong', `Another node uses the folder ${data}; give this one its own with --data.`);
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE')
    return new SyncoError('usage-wrong', `Another program listens on port ${port}; choose another with --port.`);
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOSPC')
    return new SyncoError('outbox-unwritable', `The node cannot write to its folder ${data} (${code}).`);
  return error;
}

/** One attempt each time: whoever needs the bus comes again by itself. */
function kafkaOf(
  { kafka, data }: AgentFlags & { kafka: string },
  viewer: Viewer | null,
  { env }: Io,
  log: KafkaBusOptions['log'],
): LateBus {
  const { security, faults } = kafkaSecurity(env, readSecret);
  if (faults.length > 0) throw new SyncoError('usage-wrong', faults.join(' '));
  const partitions = Number(env['PARTITIONS'] || 4);
  const clientId = `synco-node-${viewer?.unit ?? 'unknown'}`;
  const known = { brokers: kafka.split(','), clientId, security, partitions, startWithinMs: 0, log };
  return new LateBus(async () => {
    const seal = await keptSealer(data);
    if (!seal)
      log('warn', 'No key was enrolled here (synco agent enrol): where people sign in, all that it sends is refused', {
        data,
      });
    return kafkaBus({ ...known, seal: seal ?? undefined });
  });
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
