import { applyOrganisation, newestOrganisation } from '#libs/adapters-postgres';
import { type OrganisationApplied, type OrganisationVersion, SyncoError } from '#libs/contracts';
import { readOrganisation, readViewer } from '#libs/organisation';
import { Body, Controller, Get, Inject, Put, Query } from '@nestjs/common';
import { PARTS, type Parts } from '../parts.js';
import { OrganisationQuery } from './queries.js';
import { ViewerText } from './viewer.js';

@Controller('api/organisation')
export class OrganisationController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Get()
  async get(): Promise<OrganisationVersion> {
    const found = await newestOrganisation(this.parts.database.pool);
    if (!found) throw new SyncoError('organisation-missing', 'This server does not know any unit yet.');
    return found;
  }

  @Put()
  async put(
    @Body() body: unknown,
    @Query({ schema: OrganisationQuery }) { dryRun }: OrganisationQuery,
    @ViewerText() as: string | undefined,
  ): Promise<OrganisationApplied> {
    const read = readOrganisation(body);
    if (!read.ok) {
      throw new SyncoError(
        'organisation-malformed',
        `The document has ${read.errors.length} fault(s).`,
        read.errors.slice(0, 200),
      );
    }
    const viewer = as === undefined ? null : readViewer(as);
    if (viewer && 'code' in viewer) throw new SyncoError(viewer.code, viewer.message);
    const applied = await applyOrganisation(this.parts.database, read.document, {
      by: viewer?.name ?? null,
      now: this.parts.now(),
      dryRun,
    });
    this.parts.committed.call();
    return { ...applied, dryRun };
  }
}
