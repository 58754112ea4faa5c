import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SyncoError } from '#libs/contracts';
import { type LoggerService, StandardSchemaValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import type { Config } from './config.js';
import { startEngine } from './engine/engine.js';
import { startFeed } from './engine/feed.js';
import { healthCheck } from './health.js';
import { guardDoors } from './http/doors.js';
import { ProblemFilter } from './http/problem.js';
import { openParts, type Parts } from './parts.js';

/** A regulator that runs: where it listens, and how it is stopped. */
export interface Regulator {
  url: string;
  stop(): Promise<void>;
}

/** Opens store and bus, starts the loop, and listens. */
export async function startRegulator(config: Config, log: Logger): Promise<Regulator> {
  const parts = await openParts(config, log);
  const engine = await startEngine(parts);
  const feed = await startFeed(parts);
  const app = await listening(parts, AppModule.over(parts, feed, healthCheck(parts, engine)));
  return {
    url: await app.getUrl(),
    stop: async () => {
      await feed.stop();
      await app.close();
      await engine.stop();
      await parts.bus.close();
      await parts.database.close();
    },
  };
}

async function listening(parts: Parts, module: ReturnType<typeof AppModule.over>): Promise<NestFastifyApplication> {
  const { config, log } = parts;
  const adapter = new FastifyAdapter({ bodyLimit: 8 * 1024 * 1024, forceCloseConnections: true });
  adapter.getInstance().addHook('onRequest', guardDoors(config));
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: nestLog(log),
    forceCloseConnections: true,
  });
  servePage(app);
  app.useGlobalFilters(new ProblemFilter(log));
  app.useGlobalPipes(new StandardSchemaValidationPipe({ exceptionFactory: malformed }));
  await app.listen(config.port, config.host);
  return app;
}

/** The page's files as they were built; without them the API stands alone. */
function servePage(app: NestFastifyApplication): void {
  const root = fileURLToPath(new URL('../../opsroom', import.meta.url));
  if (existsSync(join(root, 'index.html'))) app.useStaticAssets({ root, wildcard: false });
}

function malformed(issues: readonly { path?: readonly unknown[] | undefined; message: string }[]): SyncoError {
  const errors = issues.map(({ path, message }) => ({
    path: (path ?? [])
      .map((part) => String(typeof part === 'object' && part !== null && 'key' in part ? part.key : part))
      .join('.'),
    message,
  }));
  const [first] = errors;
  return new SyncoError(
    'body-malformed',
    first ? `${first.path || 'The body'}: ${first.message}` : 'The request cannot be read.',
    errors,
  );
}

function nestLog(log: Logger): LoggerService {
  const say = (level: 'debug' | 'info' | 'warn' | 'error') => (message: unknown, context?: unknown) =>
    log[level]({ context }, String(message));
  return { log: say('debug'), error: say('error'), warn: say('warn'), debug: say('debug'), verbose: say('debug') };
}
