import { readSecret } from '#libs/adapters-files';
import type { Config } from './config.js';

interface Given {
  OIDC_ISSUER?: string | undefined;
  OIDC_CLIENT_ID?: string | undefined;
  OIDC_CLIENT_SECRET?: string | undefined;
  OIDC_CLIENT_SECRET_FILE?: string | undefined;
  OIDC_NAME?: string | undefined;
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The sign-in of another server, from its settings; `told` hears what cannot be used. Only over https, but for this machine itself. */
export function elsewhereOf(given: Given, told: (name: string, clause: string) => void): Config['elsewhere'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_NAME: name } = given;
  const others = Object.entries(given).filter(([key, value]) => key.startsWith('OIDC_') && value !== undefined);
  if (issuer === undefined) {
    for (const [key] of others) told(key, 'it needs OIDC_ISSUER');
    return null;
  }
  const address = URL.canParse(issuer) ? new URL(issuer) : null;
  if (address?.protocol !== 'https:' && !loopback.has(address?.hostname ?? '')) {
    told('OIDC_ISSUER', 'write https://…');
    return null;
  }
  if (clientId === undefined) told('OIDC_ISSUER', 'it needs OIDC_CLIENT_ID');
  const clientSecret = secretOf(given, told);
  if (clientSecret === undefined) return null;
  return { issuer, clientId: clientId ?? '', clientSecret, name: name ?? address?.hostname ?? '' };
}

function secretOf(given: Given, told: (name: string, clause: string) => void): string | undefined {
  const { OIDC_CLIENT_SECRET: text, OIDC_CLIENT_SECRET_FILE: path } = given;
  if (path === undefined && text === undefined) told('OIDC_ISSUER', 'it needs OIDC_CLIENT_SECRET, or its file');
  if (path === undefined) return text;
  if (text !== undefined) told('OIDC_CLIENT_SECRET_FILE', 'OIDC_CLIENT_SECRET is given too');
  const read = readSecret(path);
  if ('fault' in read) told('OIDC_CLIENT_SECRET_FILE', read.fault);
  return 'text' in read ? read.text : undefined;
}
