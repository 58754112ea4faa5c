import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const piece = Buffer.alloc(64 * 1024, 1);

/** A file system of its own that can be filled to its last byte. Mounting one needs root. */
export class SmallDisk {
  readonly folder = mkdtempSync(join(tmpdir(), 'synco-faults-disk-'));
  readonly #ballast = join(this.folder, 'ballast');

  constructor(megabytes: number) {
    const done = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', this.folder], {
      encoding: 'utf8',
    });
    if (done.status !== 0) throw new Error(`A small disk can be mounted by root only: ${done.stderr}`);
  }

  /** A folder on it, which belongs to a user where one is named. */
  make(name: string, owner?: string): string {
    const folder = join(this.folder, name);
    mkdirSync(folder);
    if (owner !== undefined) spawnSync('chown', [owner, folder]);
    return folder;
  }

  /** Fills it until nothing more can be written. */
  fill(): void {
    const file = openSync(this.#ballast, 'a');
    try {
      for (;;) writeSync(file, piece);
    } catch {
      // No space is left: that is what was wanted.
    } finally {
      closeSync(file);
    }
  }

  /** Makes room again. */
  free(): void {
    rmSync(this.#ballast, { force: true });
  }

  remove(): void {
    spawnSync('umount', ['--lazy', this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
