import { type Account, accountById, endSession, endSessionsOf, forgetBrowsers } from '#libs/adapters-postgres';
import {
  ChangePasswordBody,
  DemoSignInBody,
  type Invitation,
  KeyBody,
  type Me,
  ResetBody,
  type SessionOpened,
  SignInBody,
  SyncoError,
  UseLinkBody,
} from '#libs/contracts';
import { Body, Controller, Get, HttpCode, Inject, Ip, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type Asking, Asks } from '../access/asking.js';
import { demoAccount, demoSignIns } from '../access/demo.js';
import { cookieName, keyOf, sessionCookie } from '../access/door.js';
import { KnownBrowsers } from '../access/known-browser.js';
import { Resets } from '../access/reset.js';
import { changePassword, linkOf, type Opened, signIn, takeLink } from '../access/sign-in.js';
import { SlowDown, Tries } from '../access/slow-down.js';
import { PARTS, type Parts } from '../parts.js';

export const sessionDays = 180;

/** Coming in, going out, and one's own account. */
@Controller('api')
export class MeController {
  readonly #slowResets = new SlowDown();
  readonly #tries = new Tries();
  readonly #browsers: KnownBrowsers;
  readonly #resets: Resets;

  constructor(@Inject(PARTS) private readonly parts: Parts) {
    this.#browsers = new KnownBrowsers(parts.config.publicUrl);
    this.#resets = new Resets(parts);
  }

  @Get('me')
  async me(@Asks() { who }: Asking): Promise<Me> {
    const ways = { demo: await demoSignIns(this.parts), elsewhere: this.parts.config.elsewhere?.name ?? null };
    if (who.kind === 'person') return { ...ways, access: 'accounts', person: who.account, mandates: who.mandates };
    return { ...ways, access: this.parts.config.access, person: null, mandates: [] };
  }

  @Post('sign-in')
  @HttpCode(200)
  async signIn(
    @Body({ schema: SignInBody }) { carry, ...who }: z.infer<typeof SignInBody>,
    @Ip() from: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const isKnown = (account: Account) => this.#browsers.has(request, account);
    return this.#opened(await this.#tries.of(from, () => signIn(this.parts, who, isKnown)), carry, reply);
  }

  @Post('sign-in/demo')
  @HttpCode(200)
  async demo(
    @Body({ schema: DemoSignInBody }) { unit, carry }: z.infer<typeof DemoSignInBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.#opened({ key: await demoAccount(this.parts, unit), account: null }, carry, reply);
  }

  @Post('sign-out')
  @HttpCode(200)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const key = keyOf(request, cookieName(this.parts.config.publicUrl));
    if (key !== null) await endSession(this.parts.database.pool, key);
    void reply.header('set-cookie', sessionCookie(this.parts.config.publicUrl, '', 0));
    return {};
  }

  /** Ends all sessions of whoever asks, this one too; and their browsers are told nothing any more, since one of them may be lost. */
  @Post('me/sign-out-everywhere')
  @HttpCode(200)
  async signOutEverywhere(@Asks() { who }: Asking, @Res({ passthrough: true }) reply: FastifyReply) {
    if (who.kind !== 'person') throw new SyncoError('sign-in-needed', 'Nobody is signed in.');
    const { pool } = this.parts.database;
    await endSessionsOf(pool, who.account.id);
    await forgetBrowsers(pool, who.account.id);
    void reply.header('set-cookie', sessionCookie(this.parts.config.publicUrl, '', 0));
    return {};
  }

  @Post('links/read')
  @HttpCode(200)
  async readLink(@Body({ schema: KeyBody }) { key }: z.infer<typeof KeyBody>, @Ip() from: string): Promise<Invitation> {
    return this.#tries.of(from, () => linkOf(this.parts, key));
  }

  @Post('links/use')
  @HttpCode(200)
  async useLink(
    @Body({ schema: UseLinkBody }) { carry, ...use }: z.infer<typeof UseLinkBody>,
    @Ip() from: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.#opened(await this.#tries.of(from, () => takeLink(this.parts, use)), carry, reply);
  }

  /** Mails a link to set the password anew, where there is such an account; the answer is the same where there is none. */
  @Post('links/reset')
  @HttpCode(202)
  async reset(@Body({ schema: ResetBody }) { email }: z.infer<typeof ResetBody>, @Ip() from: string) {
    await this.#slowResets.count(from);
    await this.#resets.ask(email);
    return {};
  }

  @Post('me/password')
  @HttpCode(200)
  async password(
    @Body({ schema: ChangePasswordBody }) { old, password }: z.infer<typeof ChangePasswordBody>,
    @Asks() { who }: Asking,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const account = who.kind === 'person' ? await accountById(this.parts.database.pool, who.account.id) : null;
    if (!account) throw new SyncoError('sign-in-needed', 'Nobody is signed in.');
    const kept = keyOf(request, cookieName(this.parts.config.publicUrl)) ?? '';
    const changed = await this.#tries.of(request.ip, () =>
      changePassword(this.parts, account, { old, password, kept }),
    );
    void reply.header('set-cookie', this.#browsers.cookie(changed));
    return {};
  }

  /** A browser is known from then on to whoever has come in with a password. */
  #opened(
    { key, account }: Pick<Opened, 'key'> & { account: Account | null },
    carry: 'cookie' | 'key',
    reply: FastifyReply,
  ): SessionOpened {
    if (carry === 'key') return { key };
    const session = sessionCookie(this.parts.config.publicUrl, key, sessionDays);
    void reply.header('set-cookie', account ? [session, this.#browsers.cookie(account)] : session);
    return { key: null };
  }
}
