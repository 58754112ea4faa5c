import { readAlert } from '#libs/adapters-postgres';
import { type AlertView, CordBody, SyncoError } from '#libs/contracts';
import { alertView } from '#libs/reporting';
import { pullCord } from '#libs/regulation';
import { Body, Controller, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { PARTS, type Parts } from '../parts.js';
import { organisationInForce } from './known.js';
import { allow, type Asking, Asks, requireViewer } from '../access/asking.js';

@Controller('api/cords')
export class CordsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  /** Raises an alert by hand, to the viewer's own unit or straight to one above it. */
  @Post()
  async pull(
    @Body({ schema: CordBody }) { anonymous, ...body }: z.infer<typeof CordBody>,
    @Asks() asking: Asking,
  ): Promise<AlertView> {
    const { store, database, committed, now } = this.parts;
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    allow(organisation, viewer, 'cord', viewer.unit);
    const by = anonymous ? null : viewer.name;
    const cord = { ...body, unit: viewer.unit, by, to: body.to ?? viewer.unit, indicator: body.indicator ?? null };
    const pulled = await pullCord(store, cord, now());
    if ('code' in pulled) throw new SyncoError(pulled.code, pulled.message);
    committed.call();
    const found = await readAlert(database.pool, pulled.id);
    if (!found) throw new SyncoError('alert-unknown', `The alert ${pulled.id} has gone.`);
    return alertView(organisation, viewer, { ...found, now: now() });
  }
}
