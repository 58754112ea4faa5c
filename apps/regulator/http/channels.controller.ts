import {
  accountById,
  confirmAddress,
  type Confirmation,
  deliveriesTo,
  keepChannels,
  readChannels,
  secretOf,
} from '#libs/adapters-postgres';
import { trialMessage } from '#libs/channels';
import {
  type Channel,
  type Channels,
  ChannelsBody,
  type ChannelTried,
  type DeliveryList,
  KeyBody,
  SyncoError,
} from '#libs/contracts';
import { randomBytes, randomUUID } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Inject, Ip, Param, Post, Put } from '@nestjs/common';
import type { z } from 'zod';
import { type Asking, Asks } from '../access/asking.js';
import { SlowDown } from '../access/slow-down.js';
import { maySendTo } from '../channels/public-only.js';
import { publicPushKey } from '../channels/push.js';
import { send } from '../channels/send.js';
import { PARTS, type Parts } from '../parts.js';

/** So long a link to confirm an address is good. */
const goodForMs = 86_400_000;

/** How one is reached beside the page, and what one was told. */
@Controller('api')
export class ChannelsController {
  readonly #slow = new SlowDown();
  readonly #slowMails = new SlowDown({ points: 10, seconds: 86_400 });

  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Get('me/channels')
  async channels(@Asks() asking: Asking): Promise<Channels> {
    return this.#channelsOf(personIn(asking), []);
  }

  @Put('me/channels')
  async choose(
    @Body({ schema: ChannelsBody }) body: z.infer<typeof ChannelsBody>,
    @Asks() asking: Asking,
  ): Promise<Channels> {
    const account = personIn(asking);
    const { database, config, now } = this.parts;
    for (const channel of body.channels)
      if ('url' in channel && !maySendTo(channel.url, config.webhookHosts))
        throw new SyncoError('address-refused', `Nothing is sent to ${channel.url}.`);
    const chosen = await this.#withoutOwn(account, body);
    const until = new Date(Date.parse(now()) + goodForMs).toISOString();
    const kept = await keepChannels(database, account, chosen, { newSecret, until });
    if (kept.kind === 'kept') {
      await this.#askToConfirm(account, chosen, kept.confirmations);
      return this.#channelsOf(account, kept.made);
    }
    if (kept.because === 'id-of-another')
      throw new SyncoError('id-reused', `A channel "${kept.channel}" is there already, and is not yours.`);
    throw new SyncoError('token-missing', `The channel "${kept.channel}" needs its token.`);
  }

  @Post('links/confirm')
  @HttpCode(200)
  async confirm(@Body({ schema: KeyBody }) { key }: z.infer<typeof KeyBody>, @Ip() from: string) {
    await this.#slow.count(from);
    if (await confirmAddress(this.parts.database.pool, key, this.parts.now())) return {};
    throw new SyncoError('link-expired', 'The link has been used, or its time is over.');
  }

  @Post('me/channels/:id/test')
  @HttpCode(200)
  async test(@Param('id') id: string, @Asks() asking: Asking): Promise<ChannelTried> {
    const account = personIn(asking);
    await this.#slow.count(account);
    const { pool } = this.parts.database;
    const reaching = await readChannels(pool, account);
    const channel = reaching.channels.find((one) => one.id === id);
    if (!channel) throw new SyncoError('not-found', `You have no channel "${id}".`);
    if (reaching.unconfirmed.includes(id)) return { sent: false, reason: 'not-confirmed' };
    const email = (await accountById(pool, account))?.email ?? null;
    const secret = await secretOf(pool, account, id);
    const message = trialMessage(reaching, this.parts.config.publicUrl);
    const letter = { id: randomUUID(), message, news: [] };
    const failure = await send(this.parts, { channel, email, secret }, letter);
    return { sent: failure === null, reason: failure?.reason ?? null };
  }

  @Get('me/deliveries')
  async deliveries(@Asks() asking: Asking): Promise<DeliveryList> {
    return { deliveries: await deliveriesTo(this.parts.database.pool, personIn(asking)) };
  }

  /** Where the mail cannot go out, the channel is not kept: it would wait for ever. */
  async #askToConfirm(
    account: string,
    chosen: z.infer<typeof ChannelsBody>,
    confirmations: readonly Confirmation[],
  ): Promise<void> {
    const { database, mailer, log } = this.parts;
    for (const { channel, address, key } of confirmations) {
      try {
        await mailer?.confirm(address, key);
      } catch {
        log.warn({ channel }, 'a mail to confirm an address could not be sent');
        const channels = chosen.channels.filter(({ id }) => id !== channel);
        await keepChannels(database, account, { ...chosen, channels }, { newSecret, until: this.parts.now() });
        throw new SyncoError('mail-missing', `The mail to ${address} could not be sent now.`);
      }
    }
  }

  /** The account's own address needs no confirmation. Of others one may add a few a day: each is sent a mail that nobody asked for there. */
  async #withoutOwn(account: string, body: z.infer<typeof ChannelsBody>): Promise<z.infer<typeof ChannelsBody>> {
    const { database, mailer } = this.parts;
    const own = (await accountById(database.pool, account))?.email ?? null;
    const channels = body.channels.map((channel) =>
      channel.kind === 'email' && channel.address === own ? { ...channel, address: undefined } : channel,
    );
    const known = new Set((await readChannels(database.pool, account)).channels.map(toConfirm));
    for (const asked of channels.map(toConfirm)) {
      if (asked === null || known.has(asked)) continue;
      if (!mailer) throw new SyncoError('mail-missing', 'This server sends no mail.');
      await this.#slowMails.count(account);
    }
    return { ...body, channels };
  }

  async #channelsOf(account: string, made: Channels['made']): Promise<Channels> {
    const { database, mailer } = this.parts;
    const email = mailer ? ((await accountById(database.pool, account))?.email ?? null) : null;
    const chosen = await readChannels(database.pool, account);
    return { ...chosen, mail: email, pushKey: await publicPushKey(this.parts), made };
  }
}

/** What is confirmed once: an address of a channel. The same one under another id is asked, and counted, anew. */
function toConfirm(channel: Channel): string | null {
  return channel.kind === 'email' && channel.address !== undefined ? `${channel.id} ${channel.address}` : null;
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
