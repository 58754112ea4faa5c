import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Says that another process has the data folder open. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  constructor(folder: string) {
    super(
      `The data folder ${folder} is in use by another Synco process. Stop that one, or give this one a folder of its own with DATA_DIR.`,
    );
  }
}

/**
 * Holds a folder for this process by listening on a local socket that belongs to it: the system lets go of it however
 * the process ends, so nothing stale is left to clear by hand. Resolves to the release.
 */
export async function guardFolder(folder: string): Promise<() => Promise<void>> {
  const path = socketPath(realpathSync(folder));
  let server = await listen(path);
  if (!server) {
    if (await answers(path)) throw new FolderInUse(folder);
    await rm(path, { force: true });
    server = await listen(path);
    if (!server) throw new FolderInUse(folder);
  }
  const held = server;
  held.unref();
  return () => new Promise((done) => held.close(() => done()));
}

function socketPath(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\synco-${name}`;
  const inside = join(folder, 'in-use.sock');
  return inside.length < 100 ? inside : join(tmpdir(), `synco-${name}.sock`);
}

function listen(path: string): Promise<Server | null> {
  return new Promise((done, fail) => {
    const server = createServer((socket) => socket.end());
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? done(null) : fail(error)));
    server.listen(path, () => done(server));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path, () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}
