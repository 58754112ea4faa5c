import type { FigureReading, Indicator, Indices, Series, SeriesPoint } from '#libs/contracts';
import { indicesOf, valueAt } from '#libs/indicators';
import type { Organisation, Viewer } from '#libs/organisation';

/** A series as a viewer may read it; who posted a figure is for the unit itself only. */
export function seriesView(
  organisation: Organisation,
  indicator: Indicator,
  viewer: Viewer,
  { readings, truncated }: { readings: readonly FigureReading[]; truncated: boolean },
): Series {
  const unit = organisation.unit(indicator.unit);
  if (!unit) throw new Error(`indicator ${indicator.id} belongs to no unit`);
  const inside = viewer.unit === unit.id;
  return { indicator, unit, points: readings.map((reading) => point(indicator, reading, inside)), truncated };
}

function point(indicator: Indicator, reading: FigureReading, inside: boolean): SeriesPoint {
  const { indicator: _of, ordinal: _ordinal, actuality: _a, capability: _c, potentiality: _p, ...shown } = reading;
  return {
    ...shown,
    note: inside ? reading.note : null,
    by: inside ? reading.by : null,
    indices: indicesAt(indicator, reading),
  };
}

/** A/C, C/P and A/P of a figure: by the unit's own dated values where it has them, else by those of its parts; a ratio's are always sums over its parts. */
export function indicesAt(
  indicator: Indicator,
  { starts, actuality, capability, potentiality }: FigureReading,
): Indices {
  const agreed = (values: Indicator['capability']) =>
    indicator.rollUp?.rule === 'ratio' ? null : valueAt(values, starts);
  const c = agreed(indicator.capability) ?? capability;
  const p = agreed(indicator.potentiality) ?? potentiality;
  return indicesOf(indicator.good, actuality, c, p);
}
