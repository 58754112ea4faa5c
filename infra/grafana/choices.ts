import {
  AnnotationQueryBuilder,
  QueryVariableBuilder,
  VariableRefresh,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { source, SqlQuery } from './sql-query.js';

/** The chosen unit and all below it, for a query in which `u` is panels.unit. */
export const below = 'u.path @> array[${unit:sqlstring}]';

/** The units as a list to choose from, indented by their place in the tree; the root comes first. */
export function unitVariable(): QueryVariableBuilder {
  return new QueryVariableBuilder('unit')
    .label('Unit')
    .description('Each unit stands below the one that it belongs to.')
    .datasource(source)
    .refresh(VariableRefresh.OnDashboardLoad)
    .query("select repeat('· ', depth) || name as __text, unit as __value from panels.unit order by place");
}

/** The indicators of the chosen unit, one or several. */
export function indicatorVariable(): QueryVariableBuilder {
  return new QueryVariableBuilder('indicator')
    .label('Indicators')
    .description('Each chosen indicator has a row of panels.')
    .datasource(source)
    .refresh(VariableRefresh.OnDashboardLoad)
    .multi(true)
    .query(
      'select name as __text, indicator as __value from panels.indicator where unit = ${unit:sqlstring} order by name, indicator',
    );
}

/** Marks where an alert of the chosen unit or of one below climbed a level, of the alerts that have reached the root. */
export function climbMarks(): AnnotationQueryBuilder {
  const sql = `select c.at as time, c.unit || ': ' || c.left_by || ' → ' || c.taken_by as text, c.because as tags
from panels.climb c join panels.unit u on u.unit = c.unit where ${below} and $__timeFilter(c.at) order by 1 limit 500`;
  return new AnnotationQueryBuilder()
    .name('Climbs')
    .datasource(source)
    .enable(true)
    .iconColor('orange')
    .target(new SqlQuery(sql, 'table'));
}
