import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Account } from '#libs/adapters-postgres';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';
import { cookieName } from './door.js';
import { SlowDown } from './slow-down.js';

const days = 180;

/**
 * The browsers in which somebody has given the right password before. Whoever tries wrong ones elsewhere locks an account, but not the person
 * out of these: else anybody who knows an address could keep its person out for ever.
 */
export class KnownBrowsers {
  readonly #slow = new SlowDown({ points: 10, seconds: 3_600 });

  constructor(private readonly publicUrl: string) {}

  /** Whether the request comes from one of an account's, which may not try often either. */
  async has({ headers }: FastifyRequest, account: Account): Promise<boolean> {
    const mark = parseCookie(headers.cookie ?? '')[this.#name()] ?? '';
    return isMark(mark, markOf(account)) && (await this.#slow.secondsToWait(account.id)) === 0;
  }

  /** The cookie by which a browser is known to an account, until its password is another one. */
  cookie(account: Account): string {
    return stringifySetCookie(this.#name(), markOf(account) ?? '', {
      httpOnly: true,
      sameSite: 'strict',
      secure: this.publicUrl.startsWith('https:'),
      path: '/',
      maxAge: days * 24 * 60 * 60,
    });
  }

  #name(): string {
    return `${cookieName(this.publicUrl)}-browser`;
  }
}

/** What nobody can say who has not been told; null where there is no password. It is another one with each password. */
function markOf({ id, passwordHash }: Account): string | null {
  return passwordHash === null ? null : createHmac('sha256', passwordHash).update(`browser ${id}`).digest('base64url');
}

function isMark(given: string, wanted: string | null): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted ?? '')];
  return wanted !== null && one.length === other.length && timingSafeEqual(one, other);
}
