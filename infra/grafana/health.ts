import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard } from './dashboard.js';
import { lines, number, rows } from './panels.js';

const counts = [
  [
    'Messages to publish',
    'outbox',
    'The outbox: what has been committed and is on its way to the bus. It should be near 0.',
  ],
  ['Overdue timers', 'overdue', 'Climbs and settlements that were due more than a minute ago. It should be 0.'],
  ['Records that wait', 'waiting_records', 'On the log in the database; with Kafka see /metrics of the regulator.'],
  [
    'Refused in the last hour',
    'refused_last_hour',
    'Observations and messages that did not fit; GET /api/refused tells why.',
  ],
] as const;

/** Whether Synco itself is well. */
export function healthDashboard(): DashboardBuilder {
  const board = dashboard('synco-health', 'Synco itself', { from: 'now-6h', refresh: '30s' });
  for (const [title, column, description] of counts)
    board.withPanel(number({ title, description, span: 6, sql: `select ${column} as "${title}" from panels.backlog` }));
  return board
    .withPanel(
      lines({
        title: 'Observations by minute',
        description: 'What was posted live and taken, roll-ups included.',
        span: 12,
        sql: 'select minute as time, observations as "Observations" from panels.loop where $__timeFilter(minute) order by 1',
      }),
    )
    .withPanel(
      lines({
        title: 'From the post to the commit',
        description:
          'How long a figure takes through the bus, the filter and the alerts; the clocks of the door and of the loop are compared.',
        span: 12,
        sql: 'select minute as time, p50_ms as "Half of them", p95_ms as "95 of 100" from panels.loop where $__timeFilter(minute) order by 1',
      }).unit('ms'),
    )
    .withPanel(
      rows({
        title: 'Positions of the consumer',
        description: 'How far each partition of the bus has been taken.',
        span: 12,
        sql: 'select bus as "Bus", topic as "Topic", partition as "Partition", position as "Position" from panels.positions order by 1, 2, 3',
      }),
    )
    .withPanel(
      rows({
        title: 'Who has not been heard of for longest',
        description: 'The newest period of each indicator that is posted.',
        span: 12,
        sql: 'select unit as "Unit", name as "Indicator", period as "Newest period" from panels.last_report order by starts nulls first limit 200',
      }),
    );
}
