import { readSeries } from '#libs/adapters-postgres';
import { type Series, SyncoError } from '#libs/contracts';
import { seriesView } from '#libs/reporting';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { PARTS, type Parts } from '../parts.js';
import { mayRead } from './asked.js';
import { indicatorNamed, organisationInForce } from './known.js';
import { SeriesQuery } from './queries.js';
import { requireViewer, ViewerText } from './viewer.js';

@Controller('api/indicators')
export class IndicatorsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  /** The span is [from, to], both by local date; of more than `limit` figures the newest are given. */
  @Get(':id/series')
  async series(
    @Param('id') id: string,
    @Query({ schema: SeriesQuery }) query: SeriesQuery,
    @ViewerText() as: string | undefined,
  ): Promise<Series> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, as);
    const indicator = indicatorNamed(organisation, id);
    if (!(await mayRead(this.parts, organisation, viewer, indicator))) {
      throw new SyncoError(
        'not-allowed',
        `The figures of "${id}" are for its own unit and those that it shares them with.`,
      );
    }
    const { from, to, asKnownAt, limit } = query;
    const upTo = to === undefined ? undefined : `${to}T23:59:59.999`;
    const readings = await readSeries(this.parts.database.pool, id, { from, to: upTo, asKnownAt, limit: limit + 1 });
    const truncated = readings.length > limit;
    return seriesView(organisation, indicator, viewer, {
      readings: truncated ? readings.slice(1) : readings,
      truncated,
    });
  }
}
