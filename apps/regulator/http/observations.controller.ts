import { type Accepted, type ObservationStatus, SyncoError } from '#libs/contracts';
import { readReceipt } from '#libs/adapters-postgres';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { takeIn } from '../engine/intake.js';
import { PARTS, type Parts } from '../parts.js';
import { assessmentAt, mayRead } from './asked.js';
import { allow, type Asking, Asks, maybeViewer, requireViewer } from '../access/asking.js';
import { indicatorNamed, organisationInForce } from './known.js';

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
    if (!receipt) throw new SyncoError('observation-unknown', `Nothing with the id "${id}" has arrived.`);
    const { state, indicator, period, value, revision, code, message } = receipt;
    const refusal = code === null ? null : { code, message: message ?? '' };
    const status = { id, state, indicator, period, value, revision, assessment: null, refusal };
    if (state !== 'assessed' || indicator === null) return status;
    const viewer = requireViewer(organisation, asking);
    if (!(await mayRead(this.parts, organisation, viewer, indicatorNamed(organisation, indicator)))) {
      throw new SyncoError('not-allowed', `The figures of "${indicator}" are for its own unit.`);
    }
    return { ...status, assessment: await assessmentAt(this.parts, receipt) };
  }
}
