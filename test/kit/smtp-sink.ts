import { SMTPServer } from 'smtp-server';

/** A mail server that keeps what it gets; while it refuses, it takes nothing. */
export interface SmtpSink {
  url: string;
  readonly mails: { to: string; text: string }[];
  refusing: boolean;
  /** How many mails it has refused. */
  refused: number;
  close(): Promise<void>;
}

export async function smtpSink(): Promise<SmtpSink> {
  const mails: SmtpSink['mails'] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (sink.refusing) {
          sink.refused += 1;
          return done(new Error('not now'));
        }
        const to = session.envelope.rcptTo.map(({ address }) => address).join(' ');
        mails.push({ to, text: Buffer.concat(parts).toString('utf8') });
        done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const sink: SmtpSink = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refusing: false,
    refused: 0,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
  return sink;
}
