import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openJournal, readJson, writeJson } from '#libs/adapters-files';
import type { Viewer } from '#libs/organisation';
import type { Bus } from '#libs/regulation';
import type { Logger } from 'pino';
import type { Client } from '../client.js';
import { overBus, overHttp } from './delivery.js';
import { WatchedFolder } from './folder.js';
import { Intake } from './intake.js';
import { NewsBook } from './news-book.js';
import { listenOverBus } from './news-over-bus.js';
import { type Listening, listenOverHttp } from './news-over-http.js';
import { nodeServer } from './server.js';
import { KnownOrganisation } from './organisation.js';
import { Outbox } from './outbox.js';
import { repeat, type Repeated } from './repeat.js';
import { Refusals } from './refusals.js';
import { Sender, type Sending } from './sender.js';

/** What a node is made of: its data folder, the way to the regulator, and where figures come from. */
export interface AgentOptions {
  data: string;
  client: Client;
  /** Where figures go if not to the client's server, and news come from. */
  bus: Bus | null;
  viewer: Viewer | null;
  watch: string | null;
  port: number | null;
  listening: Omit<Listening, 'book' | 'log'>;
  log: Logger;
}

/** How a node is: how many figures wait, have been sent and refused, why nothing is sent, and which organisation it knows. */
export interface NodeStatus extends Sending {
  waiting: number;
  organisation: number | null;
}

/** A node that runs. */
export interface Agent {
  intake: Intake;
  /** Where programs on this machine can post; null without a port. */
  url: string | null;
  status(): NodeStatus;
  /** Finishes what is in hand; what waits stays on the disk. */
  stop(): Promise<void>;
}

const lookEvery = 1_000;
const refreshEvery = 60_000;
const again = 5_000;

/** Opens the node's folder and starts all its parts. */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const { data, client, bus, viewer, log } = options;
  await mkdir(data, { recursive: true });
  const outbox = new Outbox(await openJournal(join(data, 'outbox')));
  const organisation = new KnownOrganisation(data, client);
  const book = new NewsBook(data);
  await organisation.load();
  await book.load();
  const refusals = new Refusals(join(data, 'refused.csv'));
  const intake = new Intake(outbox, refusals, { organisation: organisation.current, viewer });
  const sender = new Sender(outbox, refusals, bus ? overBus(bus) : overHttp(client), log);
  const ending = new AbortController();
  const status = (): NodeStatus => ({
    waiting: outbox.waiting(),
    ...sender.state,
    organisation: organisation.current()?.version ?? null,
  });
  const server = options.port === null ? null : nodeServer(intake, book, status);
  const url = server ? await server.listen({ host: '127.0.0.1', port: options.port ?? 0 }) : null;
  sender.start();
  const listening = { ...options.listening, book, log };
  const loops: Repeated[] = [];
  if (!bus) {
    const pauseMs = () => (organisation.current() ? refreshEvery : again);
    loops.push({ what: 'organisation', pauseMs, work: () => organisation.refresh() });
  }
  if (!bus && viewer) {
    const work = () => listenOverHttp(client, { ...listening, renew: () => organisation.refresh() }, ending.signal);
    loops.push({ what: 'news', pauseMs: () => again, work });
  }
  if (options.watch !== null) {
    const folder = new WatchedFolder(options.watch, intake, log);
    await mkdir(options.watch, { recursive: true });
    loops.push({ what: 'folder', pauseMs: () => lookEvery, work: () => folder.look() });
  }
  const running = loops.map((loop) => repeat(ending.signal, log, loop));
  const subscription =
    bus && viewer ? await listenOverBus(bus, viewer.unit, `synco-node-${await nameOf(data)}`, listening) : null;
  return {
    intake,
    url,
    status,
    stop: async () => {
      ending.abort();
      await server?.close();
      await Promise.all(running);
      await subscription?.stop();
      await sender.stop();
      await outbox.close();
    },
  };
}

/** The node's own name, made at its first start: nodes of one unit must not share what each is to hear. */
async function nameOf(data: string): Promise<string> {
  const path = join(data, 'node.json');
  const kept = await readJson(path);
  if (typeof kept === 'string') return kept;
  const name = randomUUID();
  await writeJson(path, name);
  return name;
}
