import { createTransport, type Transporter } from 'nodemailer';

/** What Synco writes to people by mail. */
export interface Mailer {
  /** A link to set the password anew. */
  reset(to: string, key: string): Promise<void>;
  /** A link by which whoever reads there agrees to be told things. */
  confirm(to: string, key: string): Promise<void>;
  /** What somebody is told through a channel of theirs; rejects where the server does not take it. */
  tell(to: string, message: { subject: string; text: string }): Promise<void>;
  close(): void;
}

/** How long a server may be silent, in ms: a message that waits for one keeps others of its channel waiting. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** Sends through the server at `smtpUrl`; links lead to `publicUrl`. */
export function smtpMailer(smtpUrl: string, from: string, publicUrl: string): Mailer {
  const transport: Transporter = createTransport({ url: smtpUrl, ...patience });
  const send = async (to: string, subject: string, text: string) => {
    await transport.sendMail({ from, to, subject, text });
  };
  return {
    reset: (to, key) =>
      send(
        to,
        'Synco: a new password',
        `Somebody, probably you, has asked to set the password of your account anew.\n\n${linkTo(publicUrl, key)}\n\nThe link works once, within an hour. If it was not you, nothing needs to be done.\n`,
      ),
    confirm: (to, key) =>
      send(
        to,
        'Synco: is this your address?',
        `Somebody, probably you, wants messages of Synco to come to this address. If so, say it there:\n\n${page(publicUrl)}#/confirm/${key}\n\nThe link works for a day. If it was not you, nothing needs to be done, and nothing will come.\n`,
      ),
    tell: (to, { subject, text }) => send(to, subject, text),
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
