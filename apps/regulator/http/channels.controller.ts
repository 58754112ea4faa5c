import { accountById, deliveriesTo, keepChannels, readChannels, secretOf } from '#libs/adapters-postgres';
import { trialMessage } from '#libs/channels';
import { type Channels, ChannelsBody, type ChannelTried, type DeliveryList, SyncoError } from '#libs/contracts';
import { randomBytes, randomUUID } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import type { z } from 'zod';
import { type Asking, Asks } from '../access/asking.js';
import { SlowDown } from '../access/slow-down.js';
import { maySendTo } from '../channels/public-only.js';
import { publicPushKey } from '../channels/push.js';
import { send } from '../channels/send.js';
import { PARTS, type Parts } from '../parts.js';

/** How one is reached beside the page, and what one was told. */
@Controller('api/me')
export class ChannelsController {
  readonly #slow = new SlowDown();

  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Get('channels')
  async channels(@Asks() asking: Asking): Promise<Channels> {
    return this.#channelsOf(personIn(asking), []);
  }

  @Put('channels')
  async choose(
    @Body({ schema: ChannelsBody }) body: z.infer<typeof ChannelsBody>,
    @Asks() asking: Asking,
  ): Promise<Channels> {
    const account = personIn(asking);
    for (const channel of body.channels)
      if ('url' in channel && !maySendTo(channel.url, this.parts.config.webhookHosts))
        throw new SyncoError('address-refused', `Nothing is sent to ${channel.url}.`);
    const kept = await keepChannels(this.parts.database, account, body, newSecret);
    if (kept.kind === 'kept') return this.#channelsOf(account, kept.made);
    if (kept.because === 'id-of-another')
      throw new SyncoError('id-reused', `A channel "${kept.channel}" is there already, and is not yours.`);
    throw new SyncoError('token-missing', `The channel "${kept.channel}" needs its token.`);
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
    const secret = await secretOf(pool, account, id);
    const message = trialMessage(reaching, this.parts.config.publicUrl);
    const letter = { id: randomUUID(), message, news: [] };
    const failure = await send(this.parts, { channel, email, secret }, letter);
    return { sent: failure === null, reason: failure?.reason ?? null };
  }

  @Get('deliveries')
  async deliveries(@Asks() asking: Asking): Promise<DeliveryList> {
    return { deliveries: await deliveriesTo(this.parts.database.pool, personIn(asking)) };
  }

  async #channelsOf(account: string, made: Channels['made']): Promise<Channels> {
    const { database, mailer } = this.parts;
    const email = mailer ? ((await accountById(database.pool, account))?.email ?? null) : null;
    const chosen = await readChannels(database.pool, account);
    return { ...chosen, mail: email, pushKey: await publicPushKey(this.parts), made };
  }
}

/** Whoever is signed in, by the id of their account. */
function personIn({ who }: Asking): string {
  if (who.kind !== 'person') throw new SyncoError('sign-in-needed', 'Nobody is signed in.');
  return who.account.id;
}

/** What a webhook is signed with: 32 random bytes. */
function newSecret(): string {
  return `synco-hook-${randomBytes(32).toString('base64url')}`;
}
