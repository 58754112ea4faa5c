import { SyncoError } from '#libs/contracts';
import { Controller, Get, Inject, Ip, Req, Res } from '@nestjs/common';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sessionCookie } from '../access/door.js';
import { type Errand, SignInElsewhere } from '../access/elsewhere.js';
import { Tries } from '../access/slow-down.js';
import { PARTS, type Parts } from '../parts.js';
import { sessionDays } from './me.controller.js';

const Kept = z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string() });
const minutes = 10;

/** Coming in by the sign-in of another server: there and back. */
@Controller('api/sign-in/elsewhere')
export class ElsewhereController {
  readonly #tries = new Tries();
  readonly #elsewhere: SignInElsewhere | null;

  constructor(@Inject(PARTS) private readonly parts: Parts) {
    const { elsewhere, publicUrl } = parts.config;
    this.#elsewhere = elsewhere && new SignInElsewhere(elsewhere, publicUrl);
  }

  @Get()
  async leave(@Ip() from: string, @Res() reply: FastifyReply): Promise<void> {
    await this.#toPage(reply, async () => {
      const { to, errand } = await this.#tries.of(from, () => this.#known().leave());
      void reply.header('set-cookie', this.#cookie(errand));
      return to;
    });
  }

  @Get('back')
  async back(@Req() request: FastifyRequest, @Ip() from: string, @Res() reply: FastifyReply): Promise<void> {
    await this.#toPage(reply, async () => {
      const { publicUrl } = this.parts.config;
      const query = request.url.split('?')[1] ?? '';
      const come = () => this.#known().comeBack(this.parts, query, this.#errandOf(request));
      const { key, anew } = await this.#tries.of(from, come);
      void reply.header('set-cookie', [sessionCookie(publicUrl, key, sessionDays), this.#cookie(null)]);
      return anew ? '/#/elsewhere/anew' : '/';
    });
  }

  #known(): SignInElsewhere {
    if (!this.#elsewhere) throw new SyncoError('not-found', 'This server knows no other sign-in.');
    return this.#elsewhere;
  }

  /** Whoever is on the way is a person in a browser: what was refused is told on the page. */
  async #toPage(reply: FastifyReply, way: () => Promise<string>): Promise<void> {
    try {
      await reply.redirect(await way(), 303);
    } catch (error) {
      if (!(error instanceof SyncoError)) throw error;
      this.parts.log.warn({ code: error.code }, error.message);
      await reply.redirect(`/#/elsewhere/${error.code}`, 303);
    }
  }

  #errandOf({ headers }: FastifyRequest): Errand {
    const cookie = parseCookie(headers.cookie ?? '')[this.#cookieName()] ?? '';
    const read = Kept.safeParse(readJson(Buffer.from(cookie, 'base64url').toString()));
    if (!read.success)
      throw new SyncoError('sign-in-refused', 'This browser has not asked to come in, or too long ago.');
    return read.data;
  }

  /** It comes along when the other server sends the browser back, and never otherwise from another site. */
  #cookie(errand: Errand | null): string {
    const value = errand === null ? '' : Buffer.from(JSON.stringify(errand)).toString('base64url');
    const secure = this.parts.config.publicUrl.startsWith('https:');
    const maxAge = errand === null ? 0 : minutes * 60;
    return stringifySetCookie(this.#cookieName(), value, {
      httpOnly: true,
      sameSite: 'lax',
      secure,
      path: '/',
      maxAge,
    });
  }

  #cookieName(): string {
    return this.parts.config.publicUrl.startsWith('https:') ? '__Host-synco-elsewhere' : 'synco-elsewhere';
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
