import { readSecret, type Secret } from '#libs/adapters-files';

/** The database's address with the password from a file put in; or why that cannot be, in a clause that shows neither. */
export function withPassword(url: string, path: string): Secret {
  if (!URL.canParse(url)) return { fault: 'DATABASE_URL is not an address' };
  const address = new URL(url);
  if (address.password !== '' || address.searchParams.has('password'))
    return { fault: 'DATABASE_URL holds a password already; keep one of them' };
  const secret = readSecret(path);
  if ('fault' in secret) return secret;
  // An address without a host (a local socket is named in its query) takes no password before it.
  if (address.host === '') address.searchParams.set('password', secret.text);
  else address.password = encodeURIComponent(secret.text);
  return { text: address.href };
}
