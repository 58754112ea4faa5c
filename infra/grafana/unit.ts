import {
  DashboardLinkBuilder,
  DashboardLinkType,
  type DashboardBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard } from './dashboard.js';
import { indicatorVariable, lines, number, rows, unitVariable } from './panels.js';

const chosen = 'indicator = ${indicator:sqlstring} and $__timeFilter(starts)';

/** One unit's indicator: what was expected, what came, what was told, and the indices. */
export function unitDashboard(): DashboardBuilder {
  return dashboard('synco-unit', 'Unit', { from: 'now-1y', refresh: '1m' })
    .withVariable(unitVariable())
    .withVariable(indicatorVariable())
    .link(
      new DashboardLinkBuilder('This unit in the opsroom')
        .type(DashboardLinkType.Link)
        .url('${opsroom}/#/unit/${unit}')
        .targetBlank(true),
    )
    .withPanel(
      lines({
        title: 'Figures, and what was expected of each before it came',
        description:
          'The band is the forecast made before the figure was seen: mean and two standard deviations to each side. The level is what the filter holds after it. Empty where a unit keeps its figures to itself.',
        span: 24,
        height: 12,
        sql: `select starts as time, value as "Figure", expected as "Expected", low as "Low", high as "High", level as "Level"
from panels.figure where ${chosen} order by starts`,
      })
        .overrideByName('High', [
          { id: 'custom.fillBelowTo', value: 'Low' },
          { id: 'custom.lineWidth', value: 0 },
        ])
        .overrideByName('Low', [{ id: 'custom.lineWidth', value: 0 }])
        .overrideByName('Level', [{ id: 'custom.lineWidth', value: 2 }]),
    )
    .withPanel(
      lines({
        title: 'Indices',
        description:
          'Productivity is what is done of what could be done now, latency what could be done now of what could be developed, performance both together. 1 is all.',
        span: 16,
        sql: `select starts as time, productivity as "Productivity", latency as "Latency", performance as "Performance"
from panels.figure where ${chosen} order by starts`,
      }),
    )
    .withPanel(
      number({
        title: 'Coverage of the newest period',
        description: 'The share of the weight below that has reported. 1 means all.',
        span: 8,
        height: 9,
        sql: `select coverage as "Coverage" from panels.figure where ${chosen} order by starts desc limit 1`,
      }).unit('percentunit'),
    )
    .withPanel(
      rows({
        title: 'What the filter has told',
        description: 'Changes and odd figures, the newest first; each is revised as later figures come.',
        span: 24,
        sql: `select starts as "Period", deviation->>'status' as "Status", deviation->>'kind' as "Kind", deviation->>'direction' as "Direction",
(deviation->>'size')::double precision as "Size", (deviation->>'sizeInSd')::double precision as "In sd",
(deviation->>'probability')::double precision as "Probability", deviation->'sentence'->>'en' as "In words"
from panels.figure where ${chosen} and deviation is not null order by starts desc limit 200`,
      }),
    );
}
