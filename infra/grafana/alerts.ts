import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard } from './dashboard.js';
import { lines, number, rows } from './panels.js';

/** What has climbed to the root, and how many alerts there are below it. */
export function alertsDashboard(): DashboardBuilder {
  return dashboard('synco-alerts', 'Alerts', { from: 'now-1y', refresh: '30s' })
    .withPanel(
      number({
        title: 'Open, here',
        description: 'Alerts that have climbed to the root of a tree and are not closed.',
        span: 6,
        sql: 'select count(*) as "Open" from panels.alert where closed_at is null',
      }),
    )
    .withPanel(
      number({
        title: 'Open, everywhere',
        description:
          'How many alerts are open in all units. Most are dealt with where they began, and are nobody else’s business.',
        span: 6,
        sql: 'select open_alerts as "Open" from panels.backlog',
      }),
    )
    .withPanel(
      lines({
        title: 'Alerts raised and climbed, by week',
        description: 'Of all units together; pain is a change for the worse, pleasure one for the better.',
        span: 12,
        height: 10,
        sql: `select starts as time, sum(raised) filter (where sign = 'pain') as "Pain", sum(raised) filter (where sign = 'pleasure') as "Pleasure",
sum(climbed) as "Climbed" from panels.alert_week where $__timeFilter(starts) group by 1 order by 1`,
      }),
    )
    .withPanel(
      lines({
        title: 'Hours until an alert is closed, by week',
        description: 'The median over units of each unit’s own median, of alerts that began in that week.',
        span: 12,
        sql: `select starts as time, percentile_cont(0.5) within group (order by hours) as "Hours" from panels.alert_week
where $__timeFilter(starts) and hours is not null group by 1 order by 1`,
      }).unit('h'),
    )
    .withPanel(
      rows({
        title: 'What has climbed to the root',
        description: 'The newest first. Climbs at: when the time of the unit that holds it is up.',
        span: 24,
        height: 12,
        sql: `select opened_at as "Opened", unit as "Unit", indicator as "Indicator", sign as "Sign", state as "State", held_by as "Held by",
climbs_at as "Climbs at", sentence as "In words" from panels.alert where $__timeFilter(opened_at) order by opened_at desc limit 500`,
      }),
    );
}
