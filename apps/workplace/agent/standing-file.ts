import { constants, type FileHandle, lstat, mkdir, open } from 'node:fs/promises';
import { SyncoError } from '#libs/contracts';

/** Neither follow a link nor wait for whoever writes into a pipe; Windows knows neither flag. */
const careful = process.platform === 'win32' ? 0 : constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * The bytes of a file, read once, so that nobody changes it between two looks; null where it has more than `most`. Rejects where under the
 * name stands no file but a link or a pipe: whoever may put files into a folder must not have others read by the node.
 */
export async function readStanding(path: string, most: number): Promise<Buffer | null> {
  const file = await open(path, constants.O_RDONLY | careful);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new SyncoError('file-unreadable', `${path} is no file.`);
    return stats.size > most ? null : await readWhole(file, stats.size);
  } finally {
    await file.close();
  }
}

async function readWhole(file: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(size);
  for (let filled = 0; filled < size;) {
    const { bytesRead } = await file.read(bytes, filled, size - filled, filled);
    if (bytesRead === 0) return bytes.subarray(0, filled);
    filled += bytesRead;
  }
  return bytes;
}

/** Makes a folder, or takes the one that is there; rejects where it is a link, by which files would be laid elsewhere. */
export async function standingFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  if (!(await lstat(path)).isDirectory())
    throw new SyncoError('usage-wrong', `${path} is a link; put a folder in its place.`);
}
