import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** How the WASM build reaches the files of a folder; `nfd` is the descriptor of an open file, folders have none. */
interface HostFiles {
  realPath(node: unknown): string;
  stream_ops: { fsync?: (stream: { nfd?: number; node: unknown }) => number };
}

/**
 * What PGlite is to be opened with so that a commit lies on the disk when it returns, as PostgreSQL has it by default. Left to
 * itself PGlite turns fsync off, and its files pass no such call on: what a power cut leaves of the last seconds is then chance.
 * `synced` counts what was asked of the disk.
 */
export function durable(folder: string): { fs: NodeFS; startParams: string[]; synced: () => number } {
  const asked = PGlite.defaultStartParams.filter((param) => param !== '-F');
  const fs = new SyncedFiles(folder);
  return { fs, startParams: [...asked, '-c', 'wal_sync_method=fsync'], synced: () => fs.synced };
}

class SyncedFiles extends NodeFS {
  /** How often something was brought to the disk. */
  synced = 0;

  override init(...[pg, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const before = options.preRun ?? [];
    return super.init(pg, { ...options, preRun: [...before, ({ NODEFS }) => this.#passOn(NODEFS)] });
  }

  #passOn(files: unknown): void {
    if (!areHostFiles(files))
      throw new Error('This PGlite reaches its files in another way, so nothing says when they are on the disk.');
    files.stream_ops.fsync = ({ nfd, node }) => {
      if (nfd === undefined) syncNames(files.realPath(node));
      else fsyncSync(nfd);
      this.synced += 1;
      return 0;
    };
  }
}

function areHostFiles(files: unknown): files is HostFiles {
  return typeof files === 'object' && files !== null && 'realPath' in files && 'stream_ops' in files;
}

/** Brings a folder and all that is in it to the disk: what a new database was made of is written before anybody asks for more. */
export function syncFolder(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncFolder(path);
    else if (entry.isFile()) sync(path);
  }
  syncNames(folder);
}

/** The names in a folder; systems that open no folder as a file keep them by themselves. */
function syncNames(folder: string): void {
  try {
    sync(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code !== 'EISDIR' && code !== 'EPERM' && code !== 'EACCES' && code !== 'EINVAL') throw error;
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
