import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { z } from 'zod';
import { SessionOpened, SyncoError } from '#libs/contracts';
import type { Client } from '../client.js';
import type { Io } from '../io.js';
import { keepKey, keptKey } from '../keys.js';

/** Opens a session with a password, which is asked without showing it, or read from standard input where that is no terminal. */
export async function signIn(email: string, io: Io, client: Client): Promise<void> {
  const password = await askSecret(io);
  const { key } = await client.post('/api/sign-in', { email, password, carry: 'key' }, SessionOpened);
  const path = keepKey(io.env, client.server, key);
  io.stdout.write(`Signed in at ${client.server}. The key is kept in ${path}, for you alone.\n`);
}

/** Ends the session that was opened, and forgets its key. */
export async function signOut(io: Io, client: Client): Promise<void> {
  if (keptKey(io.env, client.server) === undefined) {
    io.stdout.write(`Nobody was signed in at ${client.server}.\n`);
    return;
  }
  await client.post('/api/sign-out', {}, z.object({}));
  keepKey(io.env, client.server, null);
  io.stdout.write(`Signed out of ${client.server}.\n`);
}

async function askSecret({ stdin, stderr }: Io): Promise<string> {
  stderr.write('Password: ');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silent, terminal: 'isTTY' in stdin && stdin.isTTY === true });
  try {
    const password = await new Promise<string | null>((done) => {
      lines.once('line', done);
      lines.once('close', () => done(null));
    });
    if (password === null) throw new SyncoError('usage-wrong', 'No password was given.');
    return password;
  } finally {
    lines.close();
    stderr.write('\n');
  }
}
