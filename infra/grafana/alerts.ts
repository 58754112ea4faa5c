import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { below, climbMarks, unitVariable } from './choices.js';
import { dashboard } from './dashboard.js';
import { lines, number, rows } from './panels.js';

/** What has climbed to the root, and of all other alerts how many there were and what became of them. */
export function alertsDashboard(): DashboardBuilder {
  const board = dashboard('synco-alerts', 'Alerts', { from: 'now-1y', refresh: '1m' })
    .withVariable(unitVariable())
    .annotation(climbMarks());
  for (const one of counts) board.withPanel(number({ ...one, span: 6 }));
  return board.withPanel(raised()).withPanel(happened()).withPanel(hours()).withPanel(climbed());
}

const weeks = `from panels.alert_week w join panels.unit u on u.unit = w.unit where ${below}`;

const counts = [
  {
    title: 'Open, at the root',
    description: 'Alerts of the chosen unit or below that have climbed to the root of the tree and are not closed.',
    sql: `select count(*) as "Open" from panels.alert a join panels.unit u on u.unit = a.unit where ${below} and a.closed_at is null`,
  },
  {
    title: 'Open, everywhere',
    description:
      'How many alerts are open in the chosen unit and below. Most are dealt with where they began, and are nobody else’s business.',
    sql: `select coalesce(sum(w.raised - w.closed), 0)::bigint as "Open" ${weeks}`,
  },
  {
    title: 'Raised in this span',
    description: 'How many changes for the worse were told in the chosen unit and below.',
    sql: `select coalesce(sum(w.raised), 0)::bigint as "Raised" ${weeks} and w.sign = 'pain' and $__timeFilter(w.starts)`,
  },
  {
    title: 'Of these, climbed',
    description: 'How many of them were not dealt with in the agreed time, or for which help was asked.',
    sql: `select coalesce(sum(w.climbed), 0)::bigint as "Climbed" ${weeks} and w.sign = 'pain' and $__timeFilter(w.starts)`,
  },
];

const raised = () =>
  lines({
    title: 'Alerts raised and climbed, by week',
    description:
      'Of the chosen unit and all below, by the week in which they began; pain is a change for the worse, pleasure one for the better.',
    span: 12,
    sql: `select w.starts as time, sum(w.raised) filter (where w.sign = 'pain') as "Pain", sum(w.raised) filter (where w.sign = 'pleasure') as "Pleasure",
sum(w.climbed) as "Climbed" ${weeks} and $__timeFilter(w.starts) group by 1 order by 1`,
  }).min(0);

const happened = () =>
  lines({
    title: 'What was done about them, by week',
    description: 'How often alerts were answered, climbed, were resolved by people, or were over by themselves.',
    span: 12,
    sql: `select h.starts as time, sum(h.happenings) filter (where h.kind = 'answered') as "Answered", sum(h.happenings) filter (where h.kind = 'climbed') as "Climbed",
sum(h.happenings) filter (where h.kind = 'resolved') as "Resolved", sum(h.happenings) filter (where h.kind in ('recovered', 'withdrawn')) as "Over by themselves"
from panels.happening_week h join panels.unit u on u.unit = h.unit where ${below} and $__timeFilter(h.starts) group by 1 order by 1`,
  }).min(0);

const hours = () =>
  lines({
    title: 'Hours until an alert is closed, by week',
    description: 'The median over units of each unit’s own median, of alerts that began in that week and are closed.',
    span: 24,
    sql: `select w.starts as time, percentile_cont(0.5) within group (order by w.hours) as "Hours" ${weeks}
and $__timeFilter(w.starts) and w.hours is not null group by 1 order by 1`,
  })
    .unit('h')
    .min(0);

const climbed = () =>
  rows({
    title: 'What has climbed to the root',
    description:
      'The newest first. Climbs at: when the time of the unit that holds it is up. Each leads to the opsroom.',
    span: 24,
    height: 12,
    sql: `select a.opened_at as "Opened", u.name as "Unit", coalesce(i.name, a.indicator) as "Indicator", a.sentence as "In words", a.sign as "Sign",
a.state as "State", h.name as "Held by", a.climbs_at as "Climbs at", a.closed_at as "Closed", a.alert as "Alert"
from panels.alert a join panels.unit u on u.unit = a.unit left join panels.unit h on h.unit = a.held_by
left join panels.indicator i on i.indicator = a.indicator
where ${below} and $__timeFilter(a.opened_at) order by a.opened_at desc limit 500`,
  }).overrideByName('Alert', [
    {
      id: 'links',
      value: [{ title: 'In the opsroom', url: '${opsroom}/#/alert/${__value.raw:percentencode}', targetBlank: true }],
    },
  ]);
