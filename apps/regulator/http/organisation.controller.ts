import { applyIn, changeOrganisation, newestOrganisation } from '#libs/adapters-postgres';
import { type OrganisationApplied, type OrganisationVersion, SyncoError } from '#libs/contracts';
import { readOrganisation } from '#libs/organisation';
import { Body, Controller, Get, Inject, Put, Query } from '@nestjs/common';
import { PARTS, type Parts } from '../parts.js';
import { OrganisationQuery } from './queries.js';
import { type Asking, Asks, nameOf } from '../access/asking.js';
import { applicable } from '../access/applicable.js';
import { beginMandates, shownTo, treesOf } from '../access/organising.js';

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
    const { who, now } = asking;
    const applying = { by: nameOf(asking), now: this.parts.now(), dryRun };
    const applied = await changeOrganisation(this.parts.database, async (client) => {
      const whole = await applicable(client, asking, read.document);
      const done = await applyIn(client, whole, applying);
      if (!dryRun && who.kind === 'person')
        await beginMandates(client, { account: who.account.id, now }, treesOf(whole, done.difference.units.added));
      return done;
    });
    this.parts.committed.call();
    return { ...applied, dryRun };
  }
}
