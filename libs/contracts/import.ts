import { z } from 'zod';
import { AlertSummary } from './api.js';
import { Deviation, DeviationKind } from './assessment.js';
import { Count, FileName, IndicatorId, Instant, IsoDate, ShortName, UnitId } from './names.js';

/**
 * An import, as whoever sends it says before the first figure and again after the last: `id` is made by the sender, `name` is what
 * people call it, such as the file's. `sent`: how many figures were handed over, null while more are to come; `refused`: how many
 * more there were, that were refused before the loop.
 */
export const ImportBody = z.strictObject({
  id: z.uuid(),
  name: FileName,
  sent: Count.nullable().default(null),
  refused: Count.default(0),
});
export type ImportBody = z.infer<typeof ImportBody>;

/** How many deviations stand in the figures of an import without an alert, by kind, and the largest of them by its size in sd. */
const PastDeviations = z.object({
  count: z.int(),
  kinds: z.record(DeviationKind, z.int()),
  largest: Deviation.nullable(),
});

/** What an import has brought of one indicator. `repeated`: figures that were taken before; dates are those of its periods' starts. */
export const ImportedIndicator = z.object({
  indicator: IndicatorId,
  indicatorName: z.string(),
  measure: z.string(),
  taken: z.int(),
  repeated: z.int(),
  refused: z.int(),
  from: IsoDate.nullable(),
  to: IsoDate.nullable(),
  past: PastDeviations,
});
export type ImportedIndicator = z.infer<typeof ImportedIndicator>;

/** The summary of an import, for the unit whose figures they are. `over`: all that was sent has been taken, or refused. */
export const ImportView = z.object({
  id: z.uuid(),
  unit: UnitId,
  name: z.string(),
  by: ShortName,
  begunAt: Instant,
  over: z.boolean(),
  taken: z.int(),
  repeated: z.int(),
  refused: z.int(),
  from: IsoDate.nullable(),
  to: IsoDate.nullable(),
  past: z.int(),
  /** Those with most past deviations first. */
  indicators: z.array(ImportedIndicator),
  /** The alerts that it has opened. */
  alerts: z.array(AlertSummary),
});
export type ImportView = z.infer<typeof ImportView>;

/** The imports of a unit, the newest first. */
export const ImportList = z.object({ imports: z.array(ImportView) });
export type ImportList = z.infer<typeof ImportList>;
