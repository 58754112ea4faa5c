import {
  BigValueColorMode,
  GraphDrawStyle,
  TooltipDisplayMode,
  VisibilityMode,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { type Threshold, ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { source, SqlQuery } from './sql-query.js';

/** What every panel says: its name, what it means in plain words, how wide (of 24) and high it is, and its SQL. */
export interface Said {
  title: string;
  description: string;
  span: number;
  height?: number;
  sql: string;
}

const empty = 'Nothing to show: no figures in this span, or they are for their own unit only.';

/** Colours by limit, the lowest first: plain below all of them, so that no colour judges where nobody has set a limit. */
export function limits(plain: string, above: readonly Threshold[] = []): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([{ value: null, color: plain }, ...above]);
}

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
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi))
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
    .colorMode(BigValueColorMode.Value)
    .thresholds(limits('text'))
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
