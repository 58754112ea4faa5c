import { type Account, accountById, ownData } from '#libs/adapters-postgres';
import { LeaveBody, type OwnData, SyncoError } from '#libs/contracts';
import { Body, Controller, Get, HttpCode, Inject, Ip, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { type Asking, Asks } from '../access/asking.js';
import { sessionCookie } from '../access/door.js';
import { leave } from '../access/leave.js';
import { SlowDown } from '../access/slow-down.js';
import { PARTS, type Parts } from '../parts.js';

/** What is kept of one's own account, and its end. */
@Controller('api/me')
export class OwnDataController {
  readonly #slow = new SlowDown();

  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Get('data')
  async data(@Asks() asking: Asking): Promise<OwnData> {
    return ownData(this.parts.database.pool, (await this.#own(asking)).account);
  }

  @Post('leave')
  @HttpCode(200)
  async leave(
    @Body({ schema: LeaveBody }) { password }: z.infer<typeof LeaveBody>,
    @Asks() asking: Asking,
    @Ip() from: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.#slow.count(from);
    const { account, since } = await this.#own(asking);
    await leave(this.parts, account, { password, since });
    void reply.header('set-cookie', sessionCookie(this.parts.config.publicUrl, '', 0));
    return {};
  }

  async #own({ who }: Asking): Promise<{ account: Account; since: string }> {
    const account = who.kind === 'person' ? await accountById(this.parts.database.pool, who.account.id) : null;
    if (who.kind !== 'person' || !account) throw new SyncoError('sign-in-needed', 'Nobody is signed in.');
    return { account, since: who.since };
  }
}
