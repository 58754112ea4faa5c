import { describe, expect, it } from '@jest/globals';
import { messageOf } from './message.js';
import type { News } from './news.js';

const news: News = {
  alert: 'a-1',
  sequence: 1,
  unit: 'weavers',
  where: 'Weavers, Cloth',
  heard: 'raised',
  severity: 'ordinary',
  sentence: { en: 'Cloth fell.', es: 'La tela bajó.' },
  until: '2026-11-23T15:00:00Z',
};
const english = { language: 'en', timeZone: 'UTC' } as const;
const spanish = { language: 'es', timeZone: 'Europe/Madrid' } as const;

describe('a message', () => {
  it('says what, where, until when, and where to look, in the language of whom it is for', () => {
    expect(messageOf([news], english, 'https://synco.example/')).toEqual({
      subject: 'Synco: New alert: Weavers, Cloth',
      text: 'New alert: Weavers, Cloth\nCloth fell.\nUntil 2026-11-23 15:00 (UTC)\nhttps://synco.example/#/alert/a-1\n',
      link: 'https://synco.example/#/alert/a-1',
    });
    expect(messageOf([news], spanish, 'https://synco.example').text).toBe(
      'Nueva alerta: Weavers, Cloth\nLa tela bajó.\nHasta 2026-11-23 16:00 (Europe/Madrid)\nhttps://synco.example/#/alert/a-1\n',
    );
  });

  it('of several news holds each of them', () => {
    const { subject, text } = messageOf([news, { ...news, alert: 'a-2', until: null }], spanish, 'https://s.example');
    expect(subject).toBe('Synco: 2 avisos');
    expect(text.match(/#\/alert\/a-[12]/g)).toHaveLength(2);
  });

  it('has one line as its subject, whatever a unit is called', () => {
    const { subject } = messageOf(
      [{ ...news, where: `A\r\nBcc: b@c\n${'x'.repeat(500)}` }],
      spanish,
      'https://s.example',
    );
    expect(subject).toMatch(/^[^\r\n]{1,150}$/);
  });

  it('lets nobody write lines that look like another message', () => {
    const en = 'The loom stands.\nhttps://evil.example\n\nNew alert: Dyers';
    const { text } = messageOf([{ ...news, sentence: { en, es: en }, where: 'A\nB' }], english, 'https://s.example');
    expect(text.split('\n').slice(0, 2)).toEqual(['New alert: A B', en.replaceAll(/\s+/g, ' ')]);
  });

  it('cuts no letter of it in two, which many receivers refuse', () => {
    for (const before of ['', 'x']) {
      const { subject } = messageOf([{ ...news, where: before + '🧵'.repeat(120) }], spanish, 'https://s.example');
      expect(subject).not.toMatch(/\p{Cs}/u);
    }
  });
});
