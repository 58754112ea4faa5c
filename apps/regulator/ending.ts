import { types } from 'node:util';
import { FolderInUse } from '#libs/adapters-files';
import { BackupFault } from '#libs/adapters-postgres';
import { SyncoError } from '#libs/contracts';
import { BadSettings } from './config.js';

/** How the process ends for an error at its start: 2 with a sentence where a person can mend it, else 1 with all that is known. */
export function endingOf(error: unknown): { code: 1 | 2; message: string } {
  const away = error instanceof SyncoError && error.code.endsWith('-unavailable');
  const mendable = [BadSettings, FolderInUse, BackupFault].some((kind) => error instanceof kind);
  if (error instanceof Error && (away || mendable)) return { code: 2, message: error.message };
  if (!types.isNativeError(error)) return { code: 1, message: String(error) };
  const taken = 'code' in error && error.code === 'EADDRINUSE';
  return taken
    ? { code: 2, message: `Something else listens already (${error.message}). Stop it, or choose another PORT.` }
    : { code: 1, message: error.stack ?? error.message };
}
