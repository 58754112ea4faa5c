import { isNativeError } from 'node:util/types';
import { SyncoError, errorCatalogue } from '#libs/contracts';

/** What the shell is told: shown by `synco --help`, relied on by scripts. */
export const exitCodes = { done: 0, failed: 1, someRefused: 2, serverUnreachable: 3 } as const;

/** The failure as lines for stderr (what happened, with its code; each fault; what to do next) and the exit code that goes with it. */
export function explain(error: unknown): { text: string; exitCode: number } {
  if (isOfFile(error)) return explain(new SyncoError('file-unreadable', error.message));
  if (!(error instanceof SyncoError)) {
    const message = isNativeError(error) ? error.message : String(error);
    return { text: `synco: ${message} (internal)\n`, exitCode: exitCodes.failed };
  }
  const faults = error.errors.map(({ path, message }) => `  ${path || 'document'}: ${message}`);
  const lines = [`synco: ${error.message} (${error.code})`, ...faults, errorCatalogue[error.code].advice];
  return {
    text: `${lines.join('\n')}\n`,
    exitCode: error.code === 'server-unreachable' ? exitCodes.serverUnreachable : exitCodes.failed,
  };
}

/** What the system says of a file or folder that somebody has named; of a folder that is read as a file it leaves the name out. */
function isOfFile(error: unknown): error is NodeJS.ErrnoException {
  if (!isNativeError(error) || !('syscall' in error)) return false;
  return 'path' in error || ('code' in error && error.code === 'EISDIR');
}
