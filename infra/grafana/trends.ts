import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { unitVariable } from './choices.js';
import { dashboard } from './dashboard.js';
import { lines, rows } from './panels.js';

/** Months of the units whose id or parent is the chosen one; as a list, so that only their indicators are summed up. */
const among = (...by: ('unit' | 'parent')[]) =>
  `m.unit = any(array(select unit from panels.unit where \${unit:sqlstring} in (${by.join(', ')})))`;

/** The months of a federation: indices of a unit's parts, what they come to, and how whole the data are. */
export function trendsDashboard(): DashboardBuilder {
  return dashboard('synco-trends', 'Federation trends', { from: 'now-5y', refresh: '15m' })
    .withVariable(unitVariable())
    .withPanel(
      lines({
        title: 'Performance by month, of the units directly below',
        description:
          'Actuality over potentiality, mean over the indicators of each unit that have agreed both. 1 is all that could be done.',
        span: 24,
        height: 11,
        sql: `select m.starts as time, u.name as metric, avg(m.performance) as value
from panels.month m join panels.unit u on u.unit = m.unit
where ${among('parent')} and m.performance is not null and $__timeFilter(m.starts) group by 1, 2 order by 1`,
      }),
    )
    .withPanel(
      lines({
        title: 'Productivity, latency and performance of the unit, by month',
        description: 'Mean over the unit’s own indicators that have agreed capability and potentiality.',
        span: 12,
        sql: `select starts as time, avg(productivity) as "Productivity", avg(latency) as "Latency", avg(performance) as "Performance"
from panels.month where unit = \${unit:sqlstring} and $__timeFilter(starts) group by 1 order by 1`,
      }),
    )
    .withPanel(
      lines({
        title: 'Coverage by month, of the unit and those directly below',
        description: 'The mean share of the weight that had reported when a period was settled.',
        span: 12,
        sql: `select m.starts as time, u.name as metric, avg(m.coverage) as value from panels.month m join panels.unit u on u.unit = m.unit
where ${among('unit', 'parent')} and $__timeFilter(m.starts) group by 1, 2 order by 1`,
      }).unit('percentunit'),
    )
    .withPanel(
      rows({
        title: 'First and last month of the span, side by side',
        description:
          'Means of the months that the span begins and ends with, of the unit’s indicators and those directly below; empty where a unit keeps its figures to itself.',
        span: 24,
        height: 12,
        sql: `with months as (
  select m.*, u.name as unit_name, first_value(mean) over w as mean_then, first_value(performance) over w as performance_then, row_number() over back as from_end
  from panels.month m join panels.unit u on u.unit = m.unit
  where ${among('unit', 'parent')} and $__timeFilter(m.starts)
  window w as (partition by m.indicator order by m.starts), back as (partition by m.indicator order by m.starts desc))
select m.unit_name as "Unit", i.name as "Indicator", i.measure as "Measure", m.mean_then as "Then", m.mean as "Now",
  m.performance_then as "Performance then", m.performance as "Performance now", m.figures as "Figures in the last month"
from months m join panels.indicator i on i.indicator = m.indicator where m.from_end = 1 order by 1, 2`,
      }),
    );
}
