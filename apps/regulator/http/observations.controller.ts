import { type Accepted, type ObservationStatus, SyncoError } from '#libs/contracts';
import { readReceipt } from '#libs/adapters-postgres';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { takeIn } from '../engine/intake.js';
import { PARTS, type Parts } from '../parts.js';
import { assessmentAt, mayRead } from './asked.js';
import { allow, type Asking, Asks, maybeViewer, requireViewer } from '../access/asking.js';
import { lookedAt } from '../access/looks.js';
import { organisationInForce } from './known.js';

@Controller('api/observations')
export class ObservationsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Post()
  @HttpCode(202)
  async post(@Body() body: unknown, @Asks() asking: Asking): Promise<Accepted> {
    const organisation = await organisationInForce(this.parts);
    const viewer = maybeViewer(organisation, asking);
    if (viewer) allow(organisation, viewer, 'post', viewer.unit);
    return takeIn(this.parts, organisation, body, viewer);
  }

  @Get(':id')
  async status(@Param('id') id: string, @Asks() asking: Asking): Promise<ObservationStatus> {
    const organisation = await organisationInForce(this.parts);
    const receipt = await readReceipt(this.parts.database.pool, id);
    if (!receipt) throw unknown(id);
    const { state, indicator, period, value, revision, code, message } = receipt;
    const refusal = code === null ? null : { code, message: message ?? '' };
    const status = { id, state, indicator, period, value, revision, assessment: null, refusal };
    const viewer = state === 'assessed' ? requireViewer(organisation, asking) : maybeViewer(organisation, asking);
    const known = organisation.indicator(indicator ?? '');
    if (state === 'assessed' && !known) throw unknown(id);
    if (viewer && known) {
      if (!(await mayRead(this.parts, organisation, viewer, known))) throw unknown(id);
      await lookedAt(this.parts, organisation, viewer, { id: known.unit, what: `figures ${known.id}` });
    }
    if (state !== 'assessed') return status;
    return { ...status, assessment: await assessmentAt(this.parts, receipt) };
  }
}

function unknown(id: string): SyncoError {
  return new SyncoError('observation-unknown', `Nothing with the id "${id}" has arrived.`);
}
