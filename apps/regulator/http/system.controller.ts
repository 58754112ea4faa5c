import type { Health } from '#libs/contracts';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { HEALTH, type HealthCheck } from '../health.js';
import { PARTS, type Parts } from '../parts.js';
import { openApi } from './openapi.js';

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

  @Get('api/openapi.json')
  openapi(): object {
    return openApi();
  }
}
