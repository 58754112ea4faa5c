import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { isNativeError } from 'node:util/types';
import { OrganisationApplied, OrganisationVersion, SyncoError } from '#libs/contracts';
import type { Client } from '../client.js';
import { sayDifference } from '../difference.js';
import { write } from '../io.js';
import type { Io } from '../io.js';

/** Puts the document in FILE (JSON; `-` is standard input) in force, or with `dryRun` only says what that would change. */
export async function applyOrganisation(
  file: string,
  options: { dryRun?: boolean },
  io: Io,
  client: Client,
): Promise<void> {
  const document = readJson(file, await readText(file, io));
  const query = options.dryRun === true ? '?dryRun=true' : '';
  await write(io.stdout, sayDifference(await client.put(`/api/organisation${query}`, document, OrganisationApplied)));
}

/** Prints the document in force as JSON that `apply` takes back. */
export async function showOrganisation(io: Io, client: Client): Promise<void> {
  const { document } = await client.get('/api/organisation', OrganisationVersion);
  await write(io.stdout, `${JSON.stringify(document, null, 2)}\n`);
}

async function readText(file: string, io: Io): Promise<string> {
  if (file === '-') return text(io.stdin);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new SyncoError('file-unreadable', isNativeError(error) ? `${error.message}.` : `${file} cannot be read.`);
  }
}

function readJson(file: string, content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new SyncoError(
      'file-unreadable',
      `${file} is not JSON: ${isNativeError(error) ? error.message : String(error)}.`,
    );
  }
}
