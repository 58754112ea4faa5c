import { type Accepted, type Alert, type ObservationStatus, SyncoError } from '#libs/contracts';
import { type ReceiptReading, readReceipts } from '#libs/adapters-postgres';
import { maySeeSeries, type Organisation, type Viewer } from '#libs/organisation';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { takeIn } from '../engine/intake.js';
import { PARTS, type Parts } from '../parts.js';
import { assessmentAt, openAlerts } from './asked.js';
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
    const receipts = await readReceipts(this.parts.database.pool, id);
    const viewer = maybeViewer(organisation, asking);
    const receipt = viewer ? await readable(this.parts, organisation, { viewer, id, receipts }) : receipts[0];
    if (!receipt) throw unknown(id);
    const { state, indicator, period, value, revision, code, message } = receipt;
    const known = organisation.indicator(indicator);
    if (state === 'assessed' && !viewer) requireViewer(organisation, asking);
    if (viewer && known)
      await lookedAt(this.parts, organisation, viewer, { id: known.unit, what: `figures ${known.id}` });
    const refusal = code === null ? null : { code, message: message ?? '' };
    const assessment = state === 'assessed' ? await assessmentAt(this.parts, receipt) : null;
    return { id, state, indicator, period, value, revision, assessment, refusal };
  }
}

/** The newest of what was sent under the id that the viewer may read. */
async function readable(
  parts: Parts,
  organisation: Organisation,
  { viewer, id, receipts }: { viewer: Viewer; id: string; receipts: readonly ReceiptReading[] },
): Promise<ReceiptReading | undefined> {
  const alerts: Alert[] = [];
  const isFor = ({ state, indicator }: ReceiptReading) => {
    const known = organisation.indicator(indicator);
    return known ? maySeeSeries(organisation, viewer, known, alerts) : state !== 'assessed';
  };
  const plain = receipts.find(isFor);
  if (plain) return plain;
  // Asked of nothing too: the time must not tell whether others have used the id.
  const asked = receipts.length > 0 ? receipts.map(({ indicator }) => indicator) : [id];
  for (const indicator of asked) alerts.push(...(await openAlerts(parts, { indicator })));
  return receipts.find(isFor);
}

function unknown(id: string): SyncoError {
  return new SyncoError('observation-unknown', `Nothing with the id "${id}" has arrived.`);
}
