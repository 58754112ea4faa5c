import { readRefused } from '#libs/adapters-postgres';
import type { RefusedList } from '#libs/contracts';
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
    if (asking.who.kind !== 'anybody') {
      const organisation = await organisationInForce(this.parts);
      const viewer = requireViewer(organisation, asking);
      allow(organisation, viewer, 'admit', viewer.unit);
    }
    const { counts, refused } = await readRefused(this.parts.database.pool, limit + 1);
    return { counts, refused: refused.slice(0, limit), truncated: refused.length > limit };
  }
}
