import { readRefused } from '#libs/adapters-postgres';
import type { Refused, RefusedList } from '#libs/contracts';
import { relationOf } from '#libs/organisation';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { z } from 'zod';
import { allow, type Asking, Asks, requireViewer } from '../access/asking.js';
import { PARTS, type Parts } from '../parts.js';
import { organisationInForce } from './known.js';
import { RefusedQuery } from './queries.js';

type RefusedView = z.infer<typeof RefusedList>;

@Controller('api/refused')
export class RefusedController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Get()
  async list(@Query({ schema: RefusedQuery }) { limit }: RefusedQuery, @Asks() asking: Asking): Promise<RefusedView> {
    const isForeign = await this.#foreignTo(asking);
    const { counts, refused } = await readRefused(this.parts.database.pool, limit + 1);
    const shown = refused.slice(0, limit).filter((one) => !isForeign(one));
    return { counts, refused: shown, truncated: refused.length > limit };
  }

  /** What was meant for another tree is that tree's own; what is about no indicator is for whoever looks after machines. */
  async #foreignTo(asking: Asking): Promise<(refused: Refused) => boolean> {
    if (asking.who.kind === 'anybody') return () => false;
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    allow(organisation, viewer, 'admit', viewer.unit);
    return ({ excerpt }) => {
      const named = /"indicator":"([^"]+)"/.exec(excerpt)?.[1] ?? '';
      const unit = organisation.indicator(named)?.unit ?? viewer.unit;
      return relationOf(organisation, viewer.unit, unit) === 'stranger';
    };
  }
}
