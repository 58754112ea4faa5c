import { applyOrganisation, newestOrganisation } from '#libs/adapters-postgres';
import { type OrganisationApplied, type OrganisationVersion, SyncoError } from '#libs/contracts';
import { readOrganisation } from '#libs/organisation';
import { Body, Controller, Get, Inject, Put, Query } from '@nestjs/common';
import { PARTS, type Parts } from '../parts.js';
import { OrganisationQuery } from './queries.js';
import { type Asking, Asks, nameOf } from '../access/asking.js';
import { applicable } from '../access/applicable.js';
import { beginMandates, shownTo } from '../access/organising.js';

@Controller('api/organisation')
export class OrganisationController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Get()
  async get(@Asks() asking: Asking): Promise<OrganisationVersion> {
    const found = await newestOrganisation(this.parts.database.pool);
    if (!found) throw new SyncoError('organisation-missing', 'This server does not know any unit yet.');
    return shownTo(asking, found);
  }

  @Put()
  async put(
    @Body() body: unknown,
    @Query({ schema: OrganisationQuery }) { dryRun }: OrganisationQuery,
    @Asks() asking: Asking,
  ): Promise<OrganisationApplied> {
    const read = readOrganisation(body);
    if (!read.ok) {
      throw new SyncoError(
        'organisation-malformed',
        `The document has ${read.errors.length} fault(s).`,
        read.errors.slice(0, 200),
      );
    }
    const whole = await applicable(this.parts, asking, read.document);
    const applied = await applyOrganisation(this.parts.database, whole, {
      by: nameOf(asking),
      now: this.parts.now(),
      dryRun,
    });
    const { who, now } = asking;
    if (!dryRun && who.kind === 'person')
      await this.parts.database.transaction((client) => beginMandates(client, who.account.id, whole, now));
    this.parts.committed.call();
    return { ...applied, dryRun };
  }
}
