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

/** Starts one that knows one client. Names that begin with "new" have an address that nobody has verified. */
export async function startOidcServer(port: number, back: string): Promise<OidcServer> {
  const issuer = `http://localhost:${port}`;
  const [clientId, clientSecret] = ['synco', 'a secret for tests alone'];
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [back] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['only for tests'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: id, email: `${id}@union.example`, email_verified: !id.startsWith('new') }),
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
