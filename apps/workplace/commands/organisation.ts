import { isNativeError } from 'node:util/types';
import { OrganisationApplied, OrganisationVersion, SyncoError } from '#libs/contracts';
import type { Client } from '../client.js';
import { sayDifference } from '../difference.js';
import { write } from '../io.js';
import type { Io } from '../io.js';
import { readText } from '../read-text.js';

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
