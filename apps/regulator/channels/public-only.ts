import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/** That an address is not public, or that the name leads to none that is: which of both is told to nobody. */
export class NoPublicAddress extends Error {
  override readonly name = 'NoPublicAddress';
  readonly code = 'no-public-address';
}

/** What of IPv4 is not public (RFC 6890 and what came later). */
const inner4 = blocks('ipv4', [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]);
/** Of IPv6 only this is given out; parts of it hold other addresses inside, or are for examples. */
const outer6 = blocks('ipv6', ['2000::/3']);
const inner6 = blocks('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/** Whether an IP address is one of the public net. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !inner4.check(address, 'ipv4');
  return outer6.check(address, 'ipv6') && !inner6.check(address, 'ipv6');
}

/** Whether something may be sent there as far as the address says: to named hosts always, to others by https and not by an inner number. */
export function maySendTo(url: string, named: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const target = new URL(url);
  if (isNamed(target, named)) return true;
  const host = target.hostname.replace(/^\[(.*)\]$/, '$1');
  return target.protocol === 'https:' && (isIP(host) === 0 || isPublic(host));
}

/** Whether whoever runs the server has named that host, with this port or with none; an address leaves out the usual port. */
export function isNamed({ hostname, port, protocol }: URL, named: readonly string[]): boolean {
  const usual = protocol === 'https:' ? '443' : '80';
  return named.includes(hostname) || named.includes(`${hostname}:${port || usual}`);
}

type Done = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Looks a name up as `dns.lookup` does, and finds public addresses alone: checked for the very address that is then connected to. */
export function lookupPublic(name: string, options: LookupOptions, done: Done): void {
  lookup(name, { ...options, all: true }, (error, found) => {
    const open = error ? [] : found.filter(({ address }) => isPublic(address));
    const [first] = open;
    if (!first) return done(new NoPublicAddress(), []);
    if (options.all === true) return done(null, open);
    done(null, first.address, first.family);
  });
}

function blocks(family: 'ipv4' | 'ipv6', nets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const net of nets) {
    const [address = '', bits = ''] = net.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}
