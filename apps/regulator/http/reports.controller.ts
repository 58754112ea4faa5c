import { readReports } from '#libs/adapters-postgres';
import { SyncoError, type UnitReports } from '#libs/contracts';
import { periodsIn, reportedIndicators, reportsView } from '#libs/reporting';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { PARTS, type Parts } from '../parts.js';
import { openAlerts } from './asked.js';
import { lookedAt, shownOf } from '../access/looks.js';
import { organisationInForce } from './known.js';
import { SpanQuery } from './queries.js';
import { type Asking, Asks, requireViewer } from '../access/asking.js';

/** So many periods can be looked at before anybody has to wait. */
const mostPeriods = 100_000;

@Controller('api/units')
export class ReportsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  /** Which reports were expected and which have come, of a unit and of those inside it. */
  @Get(':id/reports')
  async reports(
    @Param('id') id: string,
    @Query({ schema: SpanQuery }) { from, to }: SpanQuery,
    @Asks() asking: Asking,
  ): Promise<UnitReports> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const unit = await lookedAt(this.parts, organisation, viewer, { id, what: 'reports' });
    const span = { from, to, now: this.parts.now() };
    const indicators = reportedIndicators(organisation, id, viewer);
    const periods = periodsIn(organisation, indicators, span);
    if (periods > mostPeriods)
      throw new SyncoError(
        'span-too-long',
        `From ${from} to ${to} there are ${periods} periods; ${mostPeriods} can be shown.`,
      );
    const below = indicators.map((indicator) => indicator.unit).filter((one) => one !== unit.id);
    await shownOf(this.parts, viewer, below, 'reports');
    const reports = await readReports(
      this.parts.database.pool,
      indicators.map((indicator) => indicator.id),
      span,
    );
    const open = await openAlerts(this.parts, { units: [viewer.unit] });
    const mayRead = new Set(open.flatMap(({ indicator }) => indicator ?? []));
    return reportsView(organisation, unit, viewer, { span, reports, mayRead });
  }
}
