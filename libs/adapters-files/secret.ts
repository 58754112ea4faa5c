import { readFileSync } from 'node:fs';
import { types } from 'node:util';

/** What a file of one secret holds, or why it cannot be used: a clause that names the file and never its content. */
export type Secret = { text: string } | { fault: string };

/** Reads a file that holds a password or a certificate; the line end that editors put behind it is no part of it. */
export function readSecret(path: string): Secret {
  try {
    const text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    return text.trim() === '' ? { fault: `the file ${path} is empty` } : { text };
  } catch (error) {
    const reason = types.isNativeError(error) && 'code' in error ? String(error.code) : 'unknown';
    return { fault: `the file ${path} cannot be read (${reason})` };
  }
}
