import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type SmtpSink, smtpSink } from '../../../test/kit/smtp-sink.js';
import { type Mailer, smtpMailer } from './mailer.js';

let sink: SmtpSink;
let mailer: Mailer;
beforeAll(async () => {
  sink = await smtpSink();
  mailer = smtpMailer(sink.url, 'Synco <synco@synco.example>', 'https://synco.example');
});
afterAll(async () => {
  mailer.close();
  await sink.close();
});

const headersOf = (text: string) =>
  text
    .slice(0, text.indexOf('\r\n\r\n'))
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
const header = (name: string, text = '') => headersOf(text).find((line) => line.startsWith(`${name}: `));
const to = 'ana@synco.example';

describe('a mail', () => {
  test('that is sent once more is known as the same one, and any other as another', async () => {
    const message = { id: 'a-1.1', subject: 'Synco', text: 'Cloth fell.' };
    for (const one of [message, message, { ...message, id: 'a-1.2' }]) await mailer.tell(to, one);
    const [first, again, other] = sink.mails.splice(0).map(({ text }) => header('Message-ID', text));
    expect(first).toMatch(/^Message-ID: <[0-9a-f]{64}@synco\.example>$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test('has no headers but its own, whatever stands in it; nobody who is away answers it', async () => {
    const hostile = 'x\r\nBcc: eve@elsewhere.example\r\n\r\n.\r\nMAIL FROM:<eve@elsewhere.example>\r\n';
    await mailer.tell(to, { id: hostile, subject: hostile, text: hostile });
    await mailer.confirm(to, 'key');
    const mails = sink.mails.splice(0);
    expect(mails.map((mail) => mail.to)).toEqual([to, to]);
    for (const { text } of mails) {
      expect(header('Bcc', text)).toBeUndefined();
      expect(header('Auto-Submitted', text)).toBe('Auto-Submitted: auto-generated');
    }
  });

  test('to somebody of whom nobody knows the language speaks each', async () => {
    await mailer.reset(to, 'key');
    await mailer.confirm(to, 'key');
    for (const { text } of sink.mails.splice(0)) {
      expect(text.match(/https:\/\/synco\.example\/#\/\w+\/key/g)).toHaveLength(2);
      expect(text.replaceAll(/=\r\n/g, '')).toMatch(/The link works[^]*El enlace sirve/);
    }
  });
});
