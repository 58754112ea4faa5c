import { readStorage } from '#libs/adapters-postgres';
import type { Health, Storage } from '#libs/contracts';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { HEALTH, type HealthCheck } from '../health.js';
import { PARTS, type Parts } from '../parts.js';
import { type Asking, Asks } from '../access/asking.js';
import { requireOrganiser } from '../access/organising.js';
import { organisationInForce } from './known.js';
import { asyncApi } from './asyncapi.js';
import { openApi } from './openapi.js';
import { StorageQuery } from './queries.js';

@Controller()
export class SystemController {
  constructor(
    @Inject(PARTS) private readonly parts: Parts,
    @Inject(HEALTH) private readonly health: HealthCheck,
  ) {}

  /** 200 while everything works, 503 with the reason otherwise. */
  @Get('health')
  async check(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    const health = await this.health();
    if (health.status !== 'ok') void reply.status(503);
    return health;
  }

  @Get('metrics')
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    await this.health();
    const { registry } = this.parts.metrics;
    await reply.header('content-type', registry.contentType).send(await registry.metrics());
  }

  /** What is stored; without a number of months in the question and in the settings, dropping after five years is tried. */
  @Get('api/storage')
  async storage(@Query({ schema: StorageQuery }) asked: StorageQuery, @Asks() asking: Asking): Promise<Storage> {
    if (asking.who.kind !== 'anybody') requireOrganiser(await organisationInForce(this.parts), asking);
    const { database, timescale, now, config } = this.parts;
    const { compressAfterMonths, keepMonths, logDays } = config.keeping;
    const tried = asked.keepMonths ?? keepMonths ?? 60;
    const { drops, ...stored } = await readStorage(database, { now: now(), keepMonths: tried, timescale });
    return {
      ...stored,
      compression: { afterMonths: timescale ? compressAfterMonths : null },
      retention: { keepMonths: timescale ? keepMonths : null, drops },
      log: config.kafkaBrokers ? null : { keepDays: logDays },
    };
  }

  @Get('api/openapi.json')
  openapi(): object {
    return openApi();
  }

  /** The topics of the bus, for those who write to it or read from it themselves. */
  @Get('api/asyncapi.json')
  asyncapi(): object {
    return asyncApi();
  }
}
