import { chmod, mkdir, stat } from 'node:fs/promises';

const forOthers = 0o077;

/**
 * Makes a folder so that nobody but its user can look in, and closes one that is there; false where the disk or its owner does not
 * let it be closed. Windows has no such modes: there the rights of the folder around it hold.
 */
export async function ownFolder(path: string): Promise<boolean> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (process.platform === 'win32' || ((await stat(path)).mode & forOthers) === 0) return true;
  try {
    await chmod(path, 0o700);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EPERM') return false;
    throw error;
  }
  return ((await stat(path)).mode & forOthers) === 0;
}
