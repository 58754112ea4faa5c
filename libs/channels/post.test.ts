import { describe, expect, it, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { News } from './news.js';
import { letterOf, postOf, shortened } from './post.js';

const news: News = {
  alert: 'a-1',
  sequence: 1,
  unit: 'weavers',
  where: 'Weavers, Cloth',
  heard: 'raised',
  severity: 'severe',
  sentence: { en: 'Cloth fell.', es: 'La tela bajó.' },
  until: null,
};
const message = { subject: 'Synco: New alert', text: 'Cloth fell.\n', link: 'https://synco.example/#/alert/a-1' };
const letter = letterOf([news], message);
const each = { id: 'c', least: 'ordinary' } as const;
const bodyOf = ({ body }: { body: string }): unknown => JSON.parse(body);

describe('what is sent', () => {
  test('to a webhook: all there is to know, and no token', () => {
    const post = postOf({ ...each, kind: 'webhook', url: 'https://hooks.example/x' }, letter, 'secret');
    expect(post).toMatchObject({ method: 'POST', url: 'https://hooks.example/x' });
    expect(bodyOf(post)).toEqual({ id: 'a-1.1-a-1.1-1', ...message, news: [news] });
    expect(JSON.stringify(post)).not.toContain('secret');
  });

  test('to Telegram: a message of its bot', () => {
    const channel = { ...each, kind: 'telegram', url: 'https://api.telegram.org/', chat: '-100' } as const;
    const post = postOf(channel, letter, '12:abc');
    expect(post.url).toBe('https://api.telegram.org/bot12:abc/sendMessage');
    expect(bodyOf(post)).toMatchObject({ chat_id: '-100', text: 'Cloth fell.\n' });
  });

  test('to ntfy: under a topic, urgent where it is severe, with or without a token', () => {
    const channel = { ...each, kind: 'ntfy', url: 'https://ntfy.sh', topic: 'weavers' } as const;
    const post = postOf(channel, letter, 'tk_1');
    expect(post).toMatchObject({ url: 'https://ntfy.sh', headers: { authorization: 'Bearer tk_1' } });
    expect(bodyOf(post)).toMatchObject({ topic: 'weavers', title: message.subject, click: message.link, priority: 5 });
    expect(postOf(channel, letter, null).headers).not.toHaveProperty('authorization');
  });

  test('to Matrix: an event of a room, the same one however often it is sent', () => {
    const channel = { ...each, kind: 'matrix', url: 'https://m.example', room: '!r:m.example' } as const;
    const post = postOf(channel, letter, 'syt_1');
    expect(post).toMatchObject({ method: 'PUT', headers: { authorization: 'Bearer syt_1' } });
    expect(post.url).toBe('https://m.example/_matrix/client/v3/rooms/!r%3Am.example/send/m.room.message/a-1.1-a-1.1-1');
    expect(bodyOf(post)).toEqual({ msgtype: 'm.text', body: 'Cloth fell.\n', 'm.mentions': {} });
    expect(postOf(channel, letterOf([news, { ...news, sequence: 2 }], message), 'syt_1').url).not.toBe(post.url);
  });
});

describe('a long text', () => {
  it('is cut to its length, and leads to the whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 60, max: 300 }), (text, most) => {
        const cut = shortened({ ...message, text }, most);
        const letters = Array.from(text).length;
        expect(Array.from(cut).length).toBeLessThanOrEqual(most);
        expect(cut === text).toBe(letters <= most);
        expect(letters <= most || cut.endsWith(`${message.link}\n`)).toBe(true);
      }),
    );
  });
});
