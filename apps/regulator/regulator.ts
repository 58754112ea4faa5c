import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SyncoError } from '#libs/contracts';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { lookAgain, openDoor } from './access/door.js';
import { offerFirstLink } from './access/first-link.js';
import { AppModule } from './app.module.js';
import type { Config } from './config.js';
import { startEngine } from './engine/engine.js';
import { startFeed } from './engine/feed.js';
import { healthCheck } from './health.js';
import { ContractPipe } from './http/contract-pipe.js';
import { refuseDeepBodies } from './http/depth.js';
import { guardDoors } from './http/doors.js';
import { pageHeaders } from './http/page-headers.js';
import { ProblemFilter, refuseConnection, sendProblem } from './http/problem.js';
import { openParts, type Parts } from './parts.js';
import { watchdog } from './watchdog.js';

/** A regulator that runs: where it listens, and how it is stopped. */
export interface Regulator {
  url: string;
  stop(): Promise<void>;
}

/** What a regulator takes from its surroundings unless it is told otherwise: the time, the folder of the built page, the terminal. */
export interface Surroundings {
  now?: () => string;
  page?: string;
  say?: (text: string) => void;
}

/** In bytes. A phone's page makes photos smaller before it sends them. */
const largestPhoto = 2 * 1024 * 1024;

/** A whole request has come in so many ms, also where the network is bad. */
const latest = 300_000;

const builtPage = fileURLToPath(new URL('../../opsroom', import.meta.url));

/** Opens store and bus, starts the loop, and listens; what was opened is closed again in turn, also when the start fails half way. */
export async function startRegulator(
  config: Config,
  log: Logger,
  { now = () => new Date().toISOString(), page = builtPage, say = onTerminal }: Surroundings = {},
): Promise<Regulator> {
  const parts = await openParts(config, log, now);
  const ends = [() => parts.database.close(), () => parts.bus.close()];
  const stop = async () => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    const engine = await startEngine(parts);
    ends.push(() => engine.stop());
    const feed = await startFeed(parts);
    ends.push(() => feed.stop());
    const health = healthCheck(parts, engine);
    const app = await listening(parts, AppModule.over(parts, feed, health), page);
    ends.push(() => app.close());
    await offerFirstLink(parts, say);
    const dog = watchdog(health, config, log);
    dog.start();
    ends.push(() => dog.stop());
    return { url: await app.getUrl(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function onTerminal(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function listening(
  parts: Parts,
  module: ReturnType<typeof AppModule.over>,
  page: string,
): Promise<NestFastifyApplication> {
  const { config, log } = parts;
  const adapter = new FastifyAdapter({
    bodyLimit: 8 * 1024 * 1024,
    forceCloseConnections: true,
    requestTimeout: latest,
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    clientErrorHandler: refuseConnection,
    // Who names no host is refused at the door, with a code.
    http: { requireHostHeader: false },
    frameworkErrors: (error: Error, _: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, new SyncoError('not-found', error.message)),
  });
  adapter.getInstance().addHook('onRequest', guardDoors(config));
  adapter.getInstance().addHook('onRequest', openDoor(parts));
  adapter.getInstance().addHook('preValidation', lookAgain(parts));
  adapter.getInstance().addHook('preValidation', refuseDeepBodies);
  adapter.getInstance().addHook('onSend', pageHeaders(config));
  adapter
    .getInstance()
    .addContentTypeParser(
      /^image\//,
      { parseAs: 'buffer', bodyLimit: largestPhoto },
      async (_: FastifyRequest, body: Buffer) => body,
    );
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: nestLog(log),
    forceCloseConnections: true,
  });
  servePage(app, page);
  app.useGlobalFilters(new ProblemFilter(log));
  app.useGlobalPipes(new ContractPipe());
  await app.listen(config.port, config.host);
  return app;
}

/** The page's files as they were built; without them the API stands alone. */
function servePage(app: NestFastifyApplication, root: string): void {
  if (existsSync(join(root, 'index.html'))) app.useStaticAssets({ root, wildcard: false });
}

function nestLog(log: Logger): LoggerService {
  const say = (level: 'debug' | 'info' | 'warn' | 'error') => (message: unknown, context?: unknown) =>
    log[level]({ context }, String(message));
  return { log: say('debug'), error: say('error'), warn: say('warn'), debug: say('debug'), verbose: say('debug') };
}
