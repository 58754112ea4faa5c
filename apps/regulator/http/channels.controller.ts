import { accountById, deliveriesTo, keepChannels, readChannels } from '#libs/adapters-postgres';
import { trialMessage } from '#libs/channels';
import { type Channels, ChannelsBody, type ChannelTried, type DeliveryList, SyncoError } from '#libs/contracts';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import type { z } from 'zod';
import { type Asking, Asks } from '../access/asking.js';
import { SlowDown } from '../access/slow-down.js';
import { send } from '../channels/send.js';
import { PARTS, type Parts } from '../parts.js';

/** How one is reached beside the page, and what one was told. */
@Controller('api/me')
export class ChannelsController {
  readonly #slow = new SlowDown();

  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Get('channels')
  async channels(@Asks() asking: Asking): Promise<Channels> {
    return this.#channelsOf(personIn(asking));
  }

  @Put('channels')
  async choose(
    @Body({ schema: ChannelsBody }) body: z.infer<typeof ChannelsBody>,
    @Asks() asking: Asking,
  ): Promise<Channels> {
    const account = personIn(asking);
    if (!(await keepChannels(this.parts.database, account, body)))
      throw new SyncoError('id-reused', 'A channel with one of these ids is there already, and is not yours.');
    return this.#channelsOf(account);
  }

  @Post('channels/:id/test')
  @HttpCode(200)
  async test(@Param('id') id: string, @Asks() asking: Asking): Promise<ChannelTried> {
    const account = personIn(asking);
    await this.#slow.count(account);
    const { pool } = this.parts.database;
    const reaching = await readChannels(pool, account);
    const channel = reaching.channels.find((one) => one.id === id);
    if (!channel) throw new SyncoError('not-found', `You have no channel "${id}".`);
    const email = (await accountById(pool, account))?.email ?? null;
    const reason = await send(this.parts, { channel, email }, trialMessage(reaching));
    return { sent: reason === null, reason };
  }

  @Get('deliveries')
  async deliveries(@Asks() asking: Asking): Promise<DeliveryList> {
    return { deliveries: await deliveriesTo(this.parts.database.pool, personIn(asking)) };
  }

  async #channelsOf(account: string): Promise<Channels> {
    const { database, mailer } = this.parts;
    const email = mailer ? ((await accountById(database.pool, account))?.email ?? null) : null;
    return { ...(await readChannels(database.pool, account)), mail: email };
  }
}

/** Whoever is signed in, by the id of their account. */
function personIn({ who }: Asking): string {
  if (who.kind !== 'person') throw new SyncoError('sign-in-needed', 'Nobody is signed in.');
  return who.account.id;
}
