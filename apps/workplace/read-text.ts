import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { isNativeError } from 'node:util/types';
import { SyncoError } from '#libs/contracts';
import type { Io } from './io.js';

/** The text of a small file, or of standard input where it is named `-`; `file-unreadable` where there is none. */
export async function readText(file: string, io: Io): Promise<string> {
  if (file === '-') return text(io.stdin);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new SyncoError('file-unreadable', isNativeError(error) ? `${error.message}.` : `${file} cannot be read.`);
  }
}
