import { replays } from '#libs/adapters-postgres';
import { ReplayBody, ReplayFinishBody, type ReplayStatus, ReplayStepBody, SyncoError } from '#libs/contracts';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { replayed, Replayer } from '../engine/replayer.js';
import { PARTS, type Parts } from '../parts.js';
import { type Asking, Asks } from '../access/asking.js';
import { requireOrganiser, requireOwnTrees } from '../access/organising.js';
import { organisationInForce, uuidOr } from './known.js';

const replayId = uuidOr('replay-unknown');

@Controller('api/replays')
export class ReplaysController {
  readonly #replayer: Replayer;

  constructor(@Inject(PARTS) private readonly parts: Parts) {
    this.#replayer = new Replayer(parts);
  }

  @Get()
  async all(@Asks() asking: Asking): Promise<ReplayStatus[]> {
    await this.#organiser(asking);
    return replays(this.parts.database.pool);
  }

  @Post()
  async open(
    @Body({ schema: ReplayBody }) { name, total }: z.infer<typeof ReplayBody>,
    @Asks() asking: Asking,
  ): Promise<ReplayStatus> {
    await this.#organiser(asking);
    return this.#replayer.open(name, total);
  }

  @Post(':id/steps')
  @HttpCode(200)
  async step(
    @Param('id', replayId) id: string,
    @Body({ schema: ReplayStepBody }) { now, observations }: z.infer<typeof ReplayStepBody>,
    @Asks() asking: Asking,
  ): Promise<ReplayStatus> {
    const organisation = await organisationInForce(this.parts);
    await this.#organiser(asking);
    requireOwnTrees(
      organisation,
      asking,
      observations.map(({ indicator }) => indicator),
    );
    if (Date.parse(now) > Date.parse(this.parts.now())) {
      throw new SyncoError('replay-time-backwards', `${now} is not over yet: a replay is of the past.`);
    }
    return this.#replayer.step(id, now, replayed(observations, now));
  }

  @Post(':id/finish')
  @HttpCode(200)
  async finish(
    @Param('id', replayId) id: string,
    @Body({ schema: ReplayFinishBody }) { stillOpen }: z.infer<typeof ReplayFinishBody>,
    @Asks() asking: Asking,
  ): Promise<ReplayStatus> {
    await this.#organiser(asking);
    return this.#replayer.finish(id, stillOpen);
  }

  async #organiser(asking: Asking): Promise<void> {
    if (asking.who.kind !== 'anybody') requireOrganiser(await organisationInForce(this.parts), asking);
  }
}
