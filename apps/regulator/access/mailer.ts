import { createHash, randomUUID } from 'node:crypto';
import { createTransport, type Transporter } from 'nodemailer';
import { confirmWords, type MailWords, resetWords } from './mail-words.js';

/** What Synco writes to people by mail. */
export interface Mailer {
  /** A link to set the password anew. */
  reset(to: string, key: string): Promise<void>;
  /** A link by which whoever reads there agrees to be told things. */
  confirm(to: string, key: string): Promise<void>;
  /**
   * What somebody is told through a channel of theirs; rejects where the server does not take it. With the same `id` it is the same mail
   * once more, which mail servers and programs know by that.
   */
  tell(to: string, message: { id: string; subject: string; text: string }): Promise<void>;
  close(): void;
}

/** How long a server may be silent, in ms: a message that waits for one keeps others of its channel waiting. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** Sends through the server at `smtpUrl`; links lead to `publicUrl`. */
export function smtpMailer(smtpUrl: string, from: string, publicUrl: string): Mailer {
  const transport: Transporter = createTransport({ url: smtpUrl, ...patience });
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  const send = async (to: string, subject: string, text: string, id: string = randomUUID()) => {
    const messageId = `<${createHash('sha256').update(id).digest('hex')}@${domain}>`;
    // Nobody who is away answers this.
    await transport.sendMail({ from, to, subject, text, messageId, headers: { 'Auto-Submitted': 'auto-generated' } });
  };
  const sendInEach = (to: string, { en, es }: MailWords) =>
    send(to, `Synco: ${en.subject} / ${es.subject}`, `${en.text}\n\n${es.text}\n`);
  return {
    reset: (to, key) => sendInEach(to, resetWords(linkTo(publicUrl, key))),
    confirm: (to, key) => sendInEach(to, confirmWords(`${page(publicUrl)}#/confirm/${key}`)),
    tell: (to, { id, subject, text }) => send(to, subject, text, `${id} ${to} ${text}`),
    close: () => transport.close(),
  };
}

/** Where a one-time link leads to; the key stands behind the #, so that it reaches no log. */
export function linkTo(publicUrl: string, key: string): string {
  return `${page(publicUrl)}#/welcome/${key}`;
}

function page(publicUrl: string): string {
  return `${publicUrl.replace(/\/$/, '')}/`;
}
