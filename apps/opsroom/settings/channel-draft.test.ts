import { describe, expect, test } from '@jest/globals';
import { blankOf, bodyOf, detailOf, missingIn } from './channel-draft.js';

describe('a way to be reached, as it is written', () => {
  test('says what is missing of its kind, and nothing of others', () => {
    expect(missingIn('email', blankOf('email', ''))).toEqual([]);
    expect(missingIn('webhook', blankOf('webhook', ''))).toEqual(['url']);
    expect(missingIn('telegram', blankOf('telegram', ''))).toEqual(['chat', 'token']);
    expect(missingIn('ntfy', { ...blankOf('ntfy', ''), topic: ' mill ' })).toEqual([]);
    expect(missingIn('push', blankOf('push', ' '))).toEqual(['name']);
  });

  test('is sent without what stayed empty, and without what belongs to other kinds', () => {
    const draft = { ...blankOf('ntfy', 'My phone'), topic: ' mill ', room: '!r:x' };
    expect(bodyOf('ntfy', draft, { id: '1' })).toEqual({
      id: '1',
      kind: 'ntfy',
      url: 'https://ntfy.sh',
      topic: 'mill',
    });
    expect(bodyOf('email', draft, { id: '1' })).toEqual({ id: '1', kind: 'email' });
  });

  test('by mail shows its own address, else the one of the account', () => {
    const email = { id: '1', least: 'ordinary', kind: 'email' } as const;
    expect(detailOf(email, 'ana@x.example')).toBe('ana@x.example');
    expect(detailOf({ ...email, address: 'list@x.example' }, 'ana@x.example')).toBe('list@x.example');
  });

  test('of a webhook shows the host alone: the rest may be a secret', () => {
    const webhook = { id: '1', least: 'ordinary', kind: 'webhook', url: 'https://hooks.example/T0/secret' } as const;
    expect(detailOf(webhook, null)).toBe('hooks.example');
  });
});
