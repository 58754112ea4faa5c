import { FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import type { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import type { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { lines, rows } from './panels.js';

const coloured = (fixedColor: string) => ({ id: 'color', value: { mode: FieldColorModeId.Fixed, fixedColor } });
const unnamed = { id: 'custom.hideFrom', value: { legend: true, tooltip: false, viz: false } };
const invisible = { id: 'custom.lineWidth', value: 0 };

/** The figures of one indicator, with marks where something was told, over the band that was forecast; the band is cut off where a filter that has seen little expects nearly anything. */
export function band(chosen: string): TimeSeriesBuilder {
  return lines({
    title: 'Figures, and what was expected of each before it came',
    description:
      'The band is the forecast made before the figure was seen: its mean, and two standard deviations to each side. The level is what the filter holds after it. A mark says that something was told at this figure: the table below says what. Empty where a unit keeps its figures to itself. A period stands at its local start, in the unit’s own time.',
    span: 24,
    height: 12,
    sql: `with f as (select * from panels.figure where ${chosen} and $__timeFilter(starts)),
edge as (select lowest - 0.6 * width as bottom, highest + 0.6 * width as top from (
  select lowest, highest, coalesce(nullif(highest - lowest, 0), nullif(abs(highest), 0), 1) as width from (
    select min(least(value, level)) as lowest, max(greatest(value, level)) as highest from f) as found) as wide)
select starts as time, case when low is not null then greatest(low, bottom) end as "Low", case when high is not null then least(high, top) end as "High",
case when expected between bottom and top then expected end as "Expected", level as "Level", value as "Figure",
case when deviation->>'status' <> 'withdrawn' then value end as "Told"
from f cross join edge order by starts`,
  })
    .overrideByName('Low', [invisible, unnamed, coloured('blue')])
    .overrideByName('High', [
      { id: 'custom.fillBelowTo', value: 'Low' },
      { id: 'custom.fillOpacity', value: 15 },
      invisible,
      unnamed,
      coloured('blue'),
    ])
    .overrideByName('Expected', [{ id: 'custom.lineStyle', value: { fill: 'dash', dash: [6, 6] } }, coloured('blue')])
    .overrideByName('Level', [{ id: 'custom.lineWidth', value: 2 }, coloured('green')])
    .overrideByName('Figure', [coloured('text')])
    .overrideByName('Told', [
      { id: 'custom.drawStyle', value: 'points' },
      { id: 'custom.showPoints', value: 'always' },
      { id: 'custom.pointSize', value: 11 },
      coloured('orange'),
    ]);
}

/** What was told of one indicator, in words. */
export function toldTable(chosen: string): TableBuilder {
  return rows({
    title: 'What the filter has told',
    description: 'Changes and odd figures, the newest first; each is revised as later figures come.',
    span: 12,
    height: 7,
    sql: `select starts as "Period", deviation->'sentence'->>'en' as "In words", deviation->>'status' as "Status",
deviation->>'kind' as "Kind", (deviation->>'sizeInSd')::double precision as "In sd", (deviation->>'probability')::double precision as "Probability"
from panels.figure where ${chosen} and $__timeFilter(starts) and deviation is not null order by starts desc limit 200`,
  });
}
