import { accountOfSubject, openSession } from '#libs/adapters-postgres';
import { SyncoError } from '#libs/contracts';
import * as oidc from 'openid-client';
import type { Config } from '../config.js';
import type { Parts } from '../parts.js';

/** What a browser keeps while its person is elsewhere: the answer must be to what was asked here. */
export interface Errand {
  state: string;
  nonce: string;
  verifier: string;
}

type Elsewhere = NonNullable<Config['elsewhere']>;

/** So long the other server may be silent, in seconds. */
const patience = 10;
/** Whoever comes back has signed in there since so many seconds at most: a phone that others use may still be signed in there as one of them. */
const justNow = 600;

/** Signing in through a server that knows the people of the federation already, by OpenID Connect: authorization code, PKCE, state and nonce. */
export class SignInElsewhere {
  readonly #settings: Elsewhere;
  readonly #back: string;
  #found: Promise<oidc.Configuration> | null = null;

  constructor(settings: Elsewhere, publicUrl: string) {
    this.#settings = settings;
    this.#back = new URL('/api/sign-in/elsewhere/back', publicUrl).href;
  }

  /** Where to send the browser, and what it is to keep until it comes back. */
  async leave(): Promise<{ to: string; errand: Errand }> {
    const errand = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
    };
    const to = oidc.buildAuthorizationUrl(await this.#server(), {
      redirect_uri: this.#back,
      scope: 'openid email profile',
      code_challenge: await oidc.calculatePKCECodeChallenge(errand.verifier),
      code_challenge_method: 'S256',
      state: errand.state,
      nonce: errand.nonce,
      prompt: 'login',
      max_age: '0',
    });
    return { to: to.href, errand };
  }

  /**
   * Opens a session for whoever comes back, and answers its key. `query` is what stands behind the question mark; `anew`: what had been set
   * for the account before is gone.
   */
  async comeBack(
    { database, now }: Pick<Parts, 'database' | 'now'>,
    query: string,
    errand: Errand,
  ): Promise<{ key: string; anew: boolean }> {
    const person = await this.#whoIs(query, errand);
    const account = await accountOfSubject(database, person);
    if (account === null)
      throw new SyncoError('account-unknown', `Whoever came back from ${this.#settings.name} has no account here.`);
    return { key: await openSession(database.pool, account.id, now()), anew: account.anew };
  }

  async #whoIs(query: string, { state, nonce, verifier }: Errand) {
    const server = await this.#server();
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, maxAge: justNow };
    try {
      const tokens = await oidc.authorizationCodeGrant(server, new URL(`?${query}`, this.#back), checks);
      const claims = tokens.claims();
      if (!claims) throw new Error('The answer names nobody.');
      const asked = claims.email === undefined;
      // An address counts only where the other server says in the same breath that it is that person's.
      const info = asked ? await oidc.fetchUserInfo(server, tokens.access_token, claims.sub) : claims;
      const email = info.email_verified === true && typeof info.email === 'string' ? info.email.toLowerCase() : null;
      return { issuer: claims.iss, subject: claims.sub, email };
    } catch (error) {
      if (isAway(error)) throw this.#away(error);
      throw new SyncoError('sign-in-refused', `${this.#settings.name} did not let anybody in: ${reasonOf(error)}.`);
    }
  }

  #server(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const plain = issuer.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {};
    this.#found ??= oidc
      .discovery(new URL(issuer), clientId, clientSecret, undefined, { timeout: patience, ...plain })
      .catch((error: unknown) => {
        this.#found = null;
        throw this.#away(error);
      });
    return this.#found;
  }

  #away(error: unknown): SyncoError {
    return new SyncoError('sign-in-away', `${this.#settings.name} does not answer as it should: ${reasonOf(error)}.`);
  }
}

/** What was wrong, as exactly as is known: that the answer does not say when somebody has signed in stands only in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** Whether nobody has answered, or only with a fault of its own. */
function isAway(error: unknown): boolean {
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500;
  if (error instanceof oidc.ClientError) return error.code === 'OAUTH_TIMEOUT';
  return error instanceof TypeError;
}
