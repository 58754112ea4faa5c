import { describe, expect, it } from '@jest/globals';
import { isPublic, lookupPublic, maySendTo, NoPublicAddress } from './public-only.js';

describe('an address', () => {
  it.each(['1.1.1.1', '93.184.216.34', '172.32.0.1', '2606:4700:4700::1111', '2a00:1450:4001:830::200e'])(
    '%s is public',
    (address) => expect(isPublic(address)).toBe(true),
  );

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:0:a00:1::',
    'nonsense',
  ])('%s is not', (address) => expect(isPublic(address)).toBe(false));
});

describe('something', () => {
  it.each([
    'https://hooks.example/x',
    'https://1.1.1.1/',
    'http://chat.inside:8080/x',
    'http://named.example/',
    'http://plain.inside/x',
    'https://10.0.0.7/',
  ])('may be sent to %s', (url) =>
    expect(maySendTo(url, ['chat.inside:8080', 'named.example', 'plain.inside:80', '10.0.0.7:443'])).toBe(true),
  );

  it.each([
    'http://hooks.example/x',
    'https://127.0.0.1/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'http://chat.inside:8081/x',
    'ftp://hooks.example/',
    'nowhere',
  ])('may not be sent to %s', (url) => expect(maySendTo(url, ['chat.inside:8080'])).toBe(false));

  it('is sent to no name that leads inside', async () => {
    const found = await new Promise((done) => lookupPublic('localhost', {}, done));
    expect(found).toBeInstanceOf(NoPublicAddress);
  });
});
