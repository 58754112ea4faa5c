import { countAlerts, readDuties, readLatest, readSeries } from '#libs/adapters-postgres';
import type { AnswerTimes, Comparison, FigureReading, Trees, UnitCalendar, UnitView } from '#libs/contracts';
import { answerTimesView, calendarView, comparisonView, treesView, unitView } from '#libs/reporting';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { PARTS, type Parts } from '../parts.js';
import { openAlerts } from './asked.js';
import { lookedAt, shownOf } from '../access/looks.js';
import { organisationInForce } from './known.js';
import { SpanQuery } from './queries.js';
import { rootsShownTo } from '../access/organising.js';
import { type Asking, Asks, maybeViewer, requireViewer } from '../access/asking.js';

@Controller('api/units')
export class UnitsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Get()
  async trees(@Asks() asking: Asking): Promise<Trees> {
    const organisation = await organisationInForce(this.parts);
    const viewer = maybeViewer(organisation, asking);
    const open = viewer ? await openAlerts(this.parts, { units: [viewer.unit] }) : [];
    const all = treesView(organisation, viewer, open);
    const shown = rootsShownTo(asking, organisation);
    return { ...all, trees: all.trees.filter(({ id }) => shown.has(id)) };
  }

  @Get(':id')
  async unit(@Param('id') id: string, @Asks() asking: Asking): Promise<UnitView> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const unit = await lookedAt(this.parts, organisation, viewer, { id, what: 'page' });
    const indicators = organisation.indicatorsOf(id).map((indicator) => indicator.id);
    const latest = await readLatest(this.parts.database.pool, indicators);
    const open = await openAlerts(this.parts, { units: [viewer.unit] });
    return unitView(organisation, unit, viewer, { latest, open, now: Date.parse(this.parts.now()) });
  }

  @Get(':id/calendar')
  async calendar(
    @Param('id') id: string,
    @Query({ schema: SpanQuery }) span: SpanQuery,
    @Asks() asking: Asking,
  ): Promise<UnitCalendar> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    return calendarView(organisation, await lookedAt(this.parts, organisation, viewer, { id, what: 'calendar' }), span);
  }

  /** How cords and questions were answered, by the unit and by those directly inside it; days of two dates later lie within any zone. */
  @Get(':id/answers')
  async answers(
    @Param('id') id: string,
    @Query({ schema: SpanQuery }) { from, to }: SpanQuery,
    @Asks() asking: Asking,
  ): Promise<AnswerTimes> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const unit = await lookedAt(this.parts, organisation, viewer, { id, what: 'answers' });
    const units = [unit, ...organisation.childrenOf(id)].map((one) => one.id);
    await shownOf(this.parts, viewer, units.slice(1), 'answers');
    const span = { from: `${from}T00:00:00Z`, to: dayAfter(dayAfter(to)) };
    const timelines = await readDuties(this.parts.database.pool, units, span);
    return answerTimesView(organisation, unit, { from, to, timelines });
  }

  @Get(':id/comparison')
  async comparison(
    @Param('id') id: string,
    @Query({ schema: SpanQuery }) { from, to }: SpanQuery,
    @Asks() asking: Asking,
  ): Promise<Comparison> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const unit = await lookedAt(this.parts, organisation, viewer, { id, what: 'comparison' });
    const { pool } = this.parts.database;
    const series = new Map<string, FigureReading[]>();
    const indicators = organisation.childrenOf(id).flatMap((child) => organisation.indicatorsOf(child.id));
    for (const indicator of indicators)
      series.set(indicator.id, await readSeries(pool, indicator.id, { from, to: `${to}T23:59:59.999`, limit: 10_000 }));
    const ids = indicators.map((indicator) => indicator.id);
    await shownOf(this.parts, viewer, new Set(indicators.map((indicator) => indicator.unit)), 'compared');
    const counts = await countAlerts(pool, ids, `${from}T00:00:00Z`, `${to}T23:59:59.999Z`);
    const open = await openAlerts(this.parts, { units: [viewer.unit] });
    return comparisonView(organisation, unit, viewer, { from, to, series, counts, open });
  }
}

/** The last moment that is written with a year of four digits, which is all that the store reads. */
const lastMs = Date.parse('9999-12-31T23:59:59.999Z');

function dayAfter(date: string): string {
  return new Date(Math.min(Date.parse(date) + 86_400_000, lastMs)).toISOString();
}
