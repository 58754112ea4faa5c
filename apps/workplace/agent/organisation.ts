import { join } from 'node:path';
import { OrganisationVersion } from '#libs/contracts';
import { readJson, writeJson } from '#libs/adapters-files';
import { organise, type Organisation } from '#libs/organisation';
import type { Client } from '../client.js';

/** The organisation as this node knows it: from its disk at first, then as the server has it. */
export class KnownOrganisation {
  #known: Organisation | null = null;
  readonly #path: string;

  constructor(
    folder: string,
    private readonly client: Client,
  ) {
    this.#path = join(folder, 'organisation.json');
  }

  readonly current = (): Organisation | null => this.#known;

  async load(): Promise<void> {
    const kept = OrganisationVersion.safeParse(await readJson(this.#path));
    if (kept.success) this.#known = organise(kept.data.version, kept.data.document);
  }

  /** Asks the server, and keeps what is new; rejects while it cannot be reached. */
  async refresh(): Promise<void> {
    const newest = await this.client.get('/api/organisation', OrganisationVersion);
    if (newest.version === this.#known?.version) return;
    await writeJson(this.#path, newest);
    this.#known = organise(newest.version, newest.document);
  }
}
