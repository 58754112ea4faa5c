import { createTransport, type Transporter } from 'nodemailer';

/** What Synco writes to people by mail. */
export interface Mailer {
  /** A link to set the password anew. */
  reset(to: string, key: string): Promise<void>;
  /** A link to come in, for somebody to whom a mandate was given. */
  invite(to: string, key: string, unit: string): Promise<void>;
  close(): void;
}

/** Sends through the server at `smtpUrl`; links lead to `publicUrl`. */
export function smtpMailer(smtpUrl: string, from: string, publicUrl: string): Mailer {
  const transport: Transporter = createTransport(smtpUrl);
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
    invite: (to, key, unit) =>
      send(
        to,
        `Synco: a mandate of ${unit}`,
        `A mandate of ${unit} was given to you. Choose a password to begin:\n\n${linkTo(publicUrl, key)}\n\nThe link works once, within a week.\n`,
      ),
    close: () => transport.close(),
  };
}

/** Where a one-time link leads to; the key stands behind the #, so that it reaches no log. */
export function linkTo(publicUrl: string, key: string): string {
  return `${publicUrl.replace(/\/$/, '')}/#/welcome/${key}`;
}
