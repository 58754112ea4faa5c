import { readSeries, showFigures } from '#libs/adapters-postgres';
import { type Backtest, type Indicator, type Series, ShowFiguresBody, SyncoError } from '#libs/contracts';
import type { Organisation, Viewer } from '#libs/organisation';
import { seriesView } from '#libs/reporting';
import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { PARTS, type Parts } from '../parts.js';
import { lookedAt } from '../access/looks.js';
import { mayRead } from './asked.js';
import { triedBacktest } from './backtest.js';
import { indicatorNamed, organisationInForce } from './known.js';
import { BacktestQuery, SeriesQuery } from './queries.js';
import { allow, type Asking, Asks, requireViewer } from '../access/asking.js';

@Controller('api/indicators')
export class IndicatorsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  /** The span is [from, to], both by local date; of more than `limit` figures the newest are given. */
  @Get(':id/series')
  async series(
    @Param('id') id: string,
    @Query({ schema: SeriesQuery }) query: SeriesQuery,
    @Asks() asking: Asking,
  ): Promise<Series> {
    const { organisation, viewer, indicator } = await this.readable(id, asking);
    const { from, to, asKnownAt, limit } = query;
    const upTo = to === undefined ? undefined : `${to}T23:59:59.999`;
    const readings = await readSeries(this.parts.database.pool, id, { from, to: upTo, asKnownAt, limit: limit + 1 });
    const truncated = readings.length > limit;
    return seriesView(organisation, indicator, viewer, {
      readings: truncated ? readings.slice(1) : readings,
      truncated,
    });
  }

  /** The stored figures, the newest of them if they are very many, through the filter with these settings. */
  @Get(':id/backtest')
  async backtest(
    @Param('id') id: string,
    @Query({ schema: BacktestQuery }) { sensitivity, scale }: BacktestQuery,
    @Asks() asking: Asking,
  ): Promise<Backtest> {
    const { organisation, viewer, indicator } = await this.readable(id, asking);
    const tried = {
      ...indicator,
      sensitivity: sensitivity ?? indicator.sensitivity,
      scale: scale ?? indicator.scale,
    };
    return triedBacktest(this.parts, organisation, viewer, tried);
  }

  /** Who sees the figures is for the unit that they belong to. */
  @Put(':id/visibility')
  async show(
    @Param('id') id: string,
    @Body({ schema: ShowFiguresBody }) { visibility }: z.infer<typeof ShowFiguresBody>,
    @Asks() asking: Asking,
  ): Promise<z.infer<typeof ShowFiguresBody>> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    allow(organisation, viewer, 'open', indicatorNamed(organisation, viewer, id).unit);
    await showFigures(this.parts.database, id, { visibility, by: viewer.name, now: asking.now });
    this.parts.committed.call();
    return { visibility };
  }

  /** The indicator, for a viewer who may read its figures. */
  private async readable(
    id: string,
    asking: Asking,
  ): Promise<{ organisation: Organisation; viewer: Viewer; indicator: Indicator }> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const indicator = indicatorNamed(organisation, viewer, id);
    if (await mayRead(this.parts, organisation, viewer, indicator)) {
      await lookedAt(this.parts, organisation, viewer, { id: indicator.unit, what: `figures ${id}` });
      return { organisation, viewer, indicator };
    }
    throw new SyncoError(
      'not-allowed',
      `The figures of "${id}" are for its own unit and those that it shares them with.`,
    );
  }
}
