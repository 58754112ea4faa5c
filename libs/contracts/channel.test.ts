import { describe, expect, test } from '@jest/globals';
import { Channel } from './channel.js';

const id = '6f2b8f7e-0000-4000-8000-000000000001';
const keys = { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) };

describe('a way to be reached', () => {
  test.each([
    { kind: 'email' },
    { kind: 'email', address: 'list@weavers.example' },
    { kind: 'webhook', url: 'https://hooks.example/T0?x=%00' },
    { kind: 'telegram', chat: '@weavers', token: '123456:abcdefghijklmnopqrstuvwxyz' },
    { kind: 'ntfy', topic: 'weavers' },
    { kind: 'matrix', url: 'https://m.example', room: '!r:m.example', token: 'syt_x' },
    { kind: 'push', url: 'https://p.example/1', name: 'Mi teléfono', keys },
  ])('can be %j', (channel) => {
    expect(Channel.safeParse({ id, ...channel }).data).toMatchObject({ least: 'ordinary', ...channel });
  });

  test.each([
    { kind: 'pigeon' },
    { kind: 'email', address: 'a@b.example, c@d.example' },
    { kind: 'email', url: 'https://hooks.example/' },
    { kind: 'webhook', url: 'https://hooks.example/\u0000' },
    { kind: 'webhook', url: 'https://hooks.example/\ud800' },
    { kind: 'webhook', url: 'file:///etc/passwd' },
    { kind: 'matrix', url: 'https://m.example', room: '!r\u0000', token: 'syt_x' },
    { kind: 'telegram', chat: '1', token: '../../x' },
    { kind: 'telegram', chat: '1&text=x', token: '123456:abcdefghijklmnopqrstuvwxyz' },
    { kind: 'ntfy', topic: 'a/b' },
    { kind: 'ntfy', topic: 'a', token: 'x\r\nHost: y' },
    { kind: 'push', url: 'https://p.example', name: 'a\u0000', keys },
    { kind: 'push', url: 'https://p.example', name: 'a', keys: { ...keys, auth: 'A' } },
  ])('is never %j', (channel) => {
    expect(Channel.safeParse({ id, ...channel }).success).toBe(false);
  });
});
