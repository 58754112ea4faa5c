import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

/** A real OpenID provider on this machine. Whoever says a name there is that person, as providers for tests have it. */
export interface OidcServer {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Says from then on that everybody has signed in there at that time, in seconds; null: does not say when. */
  pretend(signedInAt: number | null): void;
  stop(): Promise<void>;
}

/**
 * Starts one that knows one client. "new-ana" is somebody who gives Ana's address, which nobody has verified; of "half-ana" one document says
 * the address, and another one that it is verified; of "twice-ana" both say one, and one that it is verified; "token-ana" is Ana in the token.
 */
export async function startOidcServer(port: number, back: string): Promise<OidcServer> {
  const issuer = `http://localhost:${port}`;
  const [clientId, clientSecret] = ['synco', 'a secret for tests alone'];
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [back] }],
    claims: { openid: ['sub', 'email', 'email_verified'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['only for tests'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: (use) => ({ sub: id, name: id, ...addressOf(id, use === 'id_token') }),
    }),
    pkce: { required: () => true },
  });
  const server = createServer(provider.callback());
  await new Promise<void>((done) => {
    server.listen(port, '127.0.0.1', done);
  });
  return {
    issuer,
    clientId,
    clientSecret,
    pretend: (signedInAt) => {
      provider.Session.prototype.authTime = () => signedInAt ?? undefined;
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function addressOf(id: string, inToken: boolean): { email?: string; email_verified?: boolean } {
  const [, kind, name = id] = /^(new|half|twice|token)-(.+)$/.exec(id) ?? [];
  const email = `${name}@union.example`;
  if (kind === 'half') return inToken ? { email_verified: true } : { email };
  if (kind === 'twice') return { email, email_verified: !inToken };
  if (inToken !== (kind === 'token')) return {};
  return { email, email_verified: kind !== 'new' };
}
