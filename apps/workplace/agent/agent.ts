import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openJournal, ownFolder } from '#libs/adapters-files';
import type { Viewer } from '#libs/organisation';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Client } from '../client.js';
import { overBus, overHttp } from './delivery.js';
import { WatchedFolder } from './folder.js';
import { Intake } from './intake.js';
import type { LateBus } from './late-bus.js';
import { NewsBook } from './news-book.js';
import { listenOverBus } from './news-over-bus.js';
import { type Listening, listenOverHttp } from './news-over-http.js';
import { nameOf } from './node-name.js';
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
  bus: LateBus | null;
  /** Whether the client's server is there to tell the organisation. */
  asksServer: boolean;
  viewer: Viewer | null;
  watch: string | null;
  port: number | null;
  listening: Omit<Listening, 'book'>;
  log: Logger;
}

/** How a node is: how many figures wait, have been sent and refused, why nothing is sent, and which organisation it knows. */
interface NodeStatus extends Sending {
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
/** What is under way when the node is stopped has so long to end by itself. */
const grace = 5_000;

/** Opens the node's folder and starts all its parts. */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const parts = await openParts(options);
  const { outbox, book, intake, sender, status } = parts;
  const server = options.port === null ? null : nodeServer(intake, book, status);
  const url = await listen(server, options.port).catch(async (error: unknown) => {
    await outbox.close();
    throw error;
  });
  const ending = new AbortController();
  const { signal } = ending;
  const loops = [...(await listening(options, parts, signal)), ...(await looking(options, parts))];
  sender.start();
  const running = loops.map((loop) => repeat(signal, options.log, loop));
  return {
    intake,
    url,
    status,
    stop: async () => {
      ending.abort();
      const late = setTimeout(() => {
        server?.server.closeAllConnections();
        options.client.end();
      }, grace);
      await server?.close();
      await Promise.all([...running, sender.stop()]);
      clearTimeout(late);
      await outbox.close();
    },
  };
}

interface Parts {
  outbox: Outbox;
  organisation: KnownOrganisation;
  book: NewsBook;
  intake: Intake;
  sender: Sender;
  status: () => NodeStatus;
}

async function openParts({ data, client, bus, viewer, log }: AgentOptions): Promise<Parts> {
  if (!(await ownFolder(data))) log.warn({ data }, 'others on this machine can look into the folder of the node');
  const outbox = new Outbox(await openJournal(join(data, 'outbox')));
  const organisation = new KnownOrganisation(data, client);
  const book = new NewsBook(data);
  await organisation.load();
  await book.load();
  const refusals = new Refusals(join(data, 'refused.csv'));
  const intake = new Intake(outbox, refusals, { organisation: organisation.current, viewer });
  const sender = new Sender(outbox, refusals, bus ? overBus(bus) : overHttp(client), log);
  const status = (): NodeStatus => ({
    waiting: outbox.waiting(),
    ...sender.state,
    organisation: organisation.current()?.version ?? null,
  });
  return { outbox, organisation, book, intake, sender, status };
}

async function listen(server: FastifyInstance | null, port: number | null): Promise<string | null> {
  return server ? server.listen({ host: '127.0.0.1', port: port ?? 0 }) : null;
}

/** What keeps the node told: of the organisation, and of what its unit hears. */
async function listening(options: AgentOptions, parts: Parts, signal: AbortSignal): Promise<Repeated[]> {
  const { data, client, bus, viewer } = options;
  const { book, organisation, sender } = parts;
  const heard = { ...options.listening, book };
  const renew = () => (options.asksServer ? organisation.refresh() : Promise.resolve());
  const pauseMs = () => (organisation.current() ? refreshEvery : again);
  const told: Repeated[] = options.asksServer ? [{ what: 'organisation', pauseMs, work: renew }] : [];
  if (!viewer) return told;
  const listener = { unit: viewer.unit, group: `synco-node-${await nameOf(data)}` };
  const work = bus
    ? () => listenOverBus(bus, listener, heard, signal)
    : () => listenOverHttp(client, { ...heard, renew, reached: () => sender.hurry() }, signal);
  return [...told, { what: 'news', pauseMs: () => again, work }];
}

async function looking({ watch, log }: AgentOptions, { intake }: Parts): Promise<Repeated[]> {
  if (watch === null) return [];
  await mkdir(watch, { recursive: true });
  const folder = new WatchedFolder(watch, intake, log);
  return [{ what: 'folder', pauseMs: () => lookEvery, work: () => folder.look() }];
}
