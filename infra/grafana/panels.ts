import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { GraphDrawStyle, VisibilityMode } from '@grafana/grafana-foundation-sdk/common';
import { QueryVariableBuilder, VariableRefresh } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

/** The provisioned data source: PostgreSQL as the role synco_panels, which reads the views of the schema `panels` only. */
const source = { type: 'grafana-postgresql-datasource', uid: 'synco' };

/** The SDK has no builder for PostgreSQL's queries; this is what its data source reads. */
class SqlQuery implements Builder<Dataquery> {
  constructor(
    private readonly rawSql: string,
    private readonly format: 'time_series' | 'table',
  ) {}

  build(): Dataquery {
    const query = {
      refId: 'A',
      rawSql: this.rawSql,
      format: this.format,
      rawQuery: true,
      editorMode: 'code',
      datasource: source,
    };
    return { ...query, _implementsDataqueryVariant: () => undefined };
  }
}

/** What every panel says: its name, what it means in plain words, how wide (of 24) and high it is, and its SQL. */
export interface Said {
  title: string;
  description: string;
  span: number;
  height?: number;
  sql: string;
}

const empty = 'Nothing to show: no figures in this span, or they are for their own unit only.';

/** Lines over time: a column `time`, then one number a line. Periods are drawn at their local start, as if it were UTC. */
export function lines({ title, description, span, height = 9, sql }: Said): TimeSeriesBuilder {
  return new TimeSeriesBuilder()
    .title(title)
    .description(description)
    .datasource(source)
    .span(span)
    .height(height)
    .noValue(empty)
    .drawStyle(GraphDrawStyle.Line)
    .showPoints(VisibilityMode.Auto)
    .spanNulls(false)
    .withTarget(new SqlQuery(sql, 'time_series'));
}

/** One number: one row with one column. */
export function number({ title, description, span, height = 5, sql }: Said): StatBuilder {
  return new StatBuilder()
    .title(title)
    .description(description)
    .datasource(source)
    .span(span)
    .height(height)
    .noValue('–')
    .withTarget(new SqlQuery(sql, 'table'));
}

/** Rows with named columns. */
export function rows({ title, description, span, height = 9, sql }: Said): TableBuilder {
  return new TableBuilder()
    .title(title)
    .description(description)
    .datasource(source)
    .span(span)
    .height(height)
    .noValue(empty)
    .withTarget(new SqlQuery(sql, 'table'));
}

/** The units as a list to choose from, indented by their place in the tree. */
export function unitVariable(): QueryVariableBuilder {
  return new QueryVariableBuilder('unit')
    .label('Unit')
    .datasource(source)
    .refresh(VariableRefresh.OnDashboardLoad)
    .query("select repeat('· ', depth) || name as __text, unit as __value from panels.unit order by place");
}

/** The indicators of the chosen unit. */
export function indicatorVariable(): QueryVariableBuilder {
  return new QueryVariableBuilder('indicator')
    .label('Indicator')
    .datasource(source)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .query(
      'select name as __text, indicator as __value from panels.indicator where unit = ${unit:sqlstring} order by name, indicator',
    );
}
