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
    const shownTo = await this.#shownTo(asking);
    const { counts, refused } = await readRefused(this.parts.database.pool, limit + 1);
    return { counts, refused: refused.slice(0, limit).flatMap(shownTo), truncated: refused.length > limit };
  }

  /**
   * What was meant for another tree is that tree's own; what is about no indicator is for whoever looks after machines. An id may be
   * made of what the figure was, and is for its own unit.
   */
  async #shownTo(asking: Asking): Promise<(refused: Refused) => Refused[]> {
    if (asking.who.kind === 'anybody') return (one) => [one];
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    allow(organisation, viewer, 'admit', viewer.unit);
    return (one) => {
      const named = /"indicator":"([^"]+)"/.exec(one.excerpt)?.[1] ?? '';
      const unit = organisation.indicator(named)?.unit;
      if (unit === viewer.unit) return [one];
      if (unit !== undefined && relationOf(organisation, viewer.unit, unit) === 'stranger') return [];
      return [{ ...one, messageId: null, excerpt: one.excerpt.replace(/"id":"(?:[^"\\]|\\.)*"?/, '"id":"…"') }];
    };
  }
}
