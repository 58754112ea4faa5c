/** As much of the provider as its tests' server uses; it brings no types of its own. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  export class Provider {
    constructor(
      issuer: string,
      settings: {
        clients: { client_id: string; client_secret: string; redirect_uris: string[] }[];
        claims: Record<string, string[]>;
        cookies: { keys: string[] };
        findAccount: (
          context: unknown,
          id: string,
        ) => { accountId: string; claims: (use: string) => Record<string, unknown> };
        pkce: { required: () => boolean };
      },
    );
    readonly Session: { prototype: { authTime(): number | undefined } };
    callback(): RequestListener;
  }
}
