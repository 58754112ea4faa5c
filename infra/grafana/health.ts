import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard } from './dashboard.js';
import { limits, lines, number, rows } from './panels.js';

const amber = (value: number) => ({ value, color: 'orange' });
const red = (value: number) => ({ value, color: 'red' });

const counts = [
  {
    title: 'Messages to publish',
    column: 'outbox',
    description: 'The outbox: what has been committed and is on its way to the bus. It should be near 0.',
    above: [amber(10_000), red(100_000)],
  },
  {
    title: 'Overdue timers',
    column: 'overdue',
    description: 'Climbs and settlements that were due more than a minute ago. It should be 0.',
    above: [red(1)],
  },
  {
    title: 'Records that wait',
    column: 'waiting_records',
    description:
      'How far the consumers are behind the bus. Over Kafka a dash means that no regulator was heard of for a minute.',
    above: [amber(10_000)],
  },
  {
    title: 'Refused in the last hour',
    column: 'refused_last_hour',
    description: 'Observations and messages that did not fit; GET /api/refused tells why.',
    above: [amber(1)],
  },
] as const;

/** Whether Synco itself is well. */
export function healthDashboard(): DashboardBuilder {
  const board = dashboard('synco-health', 'Synco itself', { from: 'now-1h', refresh: '1m' });
  for (const { title, column, description, above } of counts) {
    const sql = `select ${column} as "${title}" from panels.backlog`;
    board.withPanel(number({ title, description, span: 6, sql }).thresholds(limits('green', above)));
  }
  return board
    .withPanel(throughput())
    .withPanel(latency())
    .withPanel(
      rows({
        title: 'What waits, by topic',
        description: 'Records of the bus that no regulator has taken yet.',
        span: 8,
        sql: 'select topic as "Topic", records as "Records" from panels.waiting order by 1',
      }),
    )
    .withPanel(
      rows({
        title: 'Positions of the consumer',
        description: 'How far each partition of the bus has been taken.',
        span: 8,
        sql: 'select bus as "Bus", topic as "Topic", partition as "Partition", position as "Position" from panels.positions order by 1, 2, 3',
      }),
    )
    .withPanel(
      rows({
        title: 'Who has not been heard of for longest',
        description: 'The newest period of each indicator that is posted.',
        span: 8,
        sql: 'select unit as "Unit", name as "Indicator", period as "Newest period" from panels.last_report order by starts nulls first limit 200',
      }),
    );
}

const throughput = () =>
  lines({
    title: 'Observations by minute',
    description: 'What was posted live and taken, roll-ups included.',
    span: 12,
    sql: `select $__timeGroupAlias(known_from, '1m'), count(*) as "Observations" from panels.passage where $__timeFilter(known_from) group by 1 order by 1`,
  }).min(0);

const latency = () =>
  lines({
    title: 'From the post to the commit',
    description:
      'How long a figure takes through the bus, the filter and the alerts: half of them at most this long, and 95 of 100. The clock of whoever posted is compared with that of the regulator.',
    span: 12,
    sql: `select $__timeGroupAlias(known_from, '1m'), percentile_cont(0.5) within group (order by milliseconds) as "Half of them",
percentile_cont(0.95) within group (order by milliseconds) as "95 of 100" from panels.passage where $__timeFilter(known_from) group by 1 order by 1`,
  }).unit('ms');
