import {
  DashboardLinkBuilder,
  DashboardLinkType,
  RowBuilder,
  type DashboardBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { GraphThresholdsStyleConfigBuilder, GraphThresholdsStyleMode } from '@grafana/grafana-foundation-sdk/common';
import { band, toldTable } from './band.js';
import { climbMarks, indicatorVariable, unitVariable } from './choices.js';
import { dashboard } from './dashboard.js';
import { limits, lines, number, rows } from './panels.js';

/** What the panels of one repeated row ask for. */
const chosen = 'indicator = ${indicator:sqlstring}';

/** One unit's indicators, a row each: what was expected, what came, what was told, and the indices. */
export function unitDashboard(): DashboardBuilder {
  return dashboard('synco-unit', 'Unit', { from: 'now-1y', refresh: '1m' })
    .withVariable(unitVariable())
    .withVariable(indicatorVariable())
    .annotation(climbMarks())
    .link(
      new DashboardLinkBuilder('This unit in the opsroom')
        .type(DashboardLinkType.Link)
        .url('${opsroom}/#/unit/${unit:percentencode}')
        .targetBlank(true),
    )
    .withRow(new RowBuilder('${indicator:text}').repeat('indicator'))
    .withPanel(band(chosen))
    .withPanel(indices())
    .withPanel(coverage())
    .withPanel(byWeek())
    .withPanel(facts())
    .withPanel(toldTable(chosen));
}

const indices = () =>
  lines({
    title: 'Indices',
    description:
      'Productivity is what is done of what could be done now, latency what could be done now of what could be developed, performance both together. At the dashed line, 1, it is all.',
    span: 12,
    sql: `select starts as time, productivity as "Productivity", latency as "Latency", performance as "Performance"
from panels.figure where ${chosen} and $__timeFilter(starts) order by starts`,
  })
    .min(0)
    .decimals(2)
    .thresholds(limits('transparent', [{ value: 1, color: 'text' }]))
    .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));

const coverage = () =>
  number({
    title: 'Coverage of the newest period',
    description: 'The share of the weight below that has reported; a figure that a unit posts itself is always whole.',
    span: 4,
    height: 9,
    sql: `select coverage as "Coverage" from panels.figure where ${chosen} and $__timeFilter(starts) order by starts desc limit 1`,
  }).unit('percentunit');

const facts = () =>
  rows({
    title: 'The indicator',
    description:
      'What is measured, which way is good, how often it is due, how much of it must have reported to be judged, and whether Grafana may show its figures or its indices only.',
    span: 12,
    height: 7,
    sql: `select name as "Indicator", measure as "Measure", good as "Good", cadence as "Due every", least_coverage as "Least coverage",
case when shown then 'figures' else 'indices only' end as "Shown" from panels.indicator where ${chosen}`,
  });

const byWeek = () =>
  lines({
    title: 'Performance by week',
    description:
      'Actuality over potentiality of all settled figures of a week (Monday first), and their mean coverage.',
    span: 8,
    sql: `select starts as time, performance as "Performance", coverage as "Coverage"
from panels.week where ${chosen} and $__timeFilter(starts) order by starts`,
  })
    .min(0)
    .decimals(2);
