import { type FileHandle, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file that is either the old or the new one, whatever happens meanwhile, and is on the disk when this resolves. */
async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  const fresh = `${path}.new`;
  const file = await open(fresh, 'w', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(fresh, path);
  await syncFolder(dirname(path));
}

/** Writes all the bytes at a place in the file: a disk that is nearly full takes a part, and only the next write says why. */
export async function writeAll(file: Pick<FileHandle, 'write'>, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

/** Lets the names in a folder be on the disk: a file that was made or renamed can else be gone after a power cut. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** What was written as JSON; null where there is no such file, or none that can be read. */
export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Writes JSON as a whole file; `mode` says who may read one that is new. */
export async function writeJson(path: string, value: unknown, mode = 0o666): Promise<void> {
  await writeWhole(path, `${JSON.stringify(value)}\n`, mode);
}

/** Writes over a file that is there, in the place that it has: for a disk without room for a second one. */
export async function overwriteJson(path: string, value: unknown): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const bytes = Buffer.from(`${JSON.stringify(value)}\n`);
    await writeAll(file, bytes, 0);
    await file.truncate(bytes.length);
    await file.sync();
  } finally {
    await file.close();
  }
}
