import { z } from 'zod';
import { IndicatorId, Instant, IsoDate, UnitId } from './names.js';

/**
 * What is known of the report of one period. reported, zero: its figure has come, nought or not (to those who may not read figures both
 * are reported). not-due: it can still come in time. The silences: not-working, nothing is due as nobody works in the period; late, its
 * grace has passed; missing, that of the next one has passed too; not-yet-synchronised, the server has taken a figure that nobody has
 * assessed yet.
 */
export const ReportState = z.enum([
  'reported',
  'zero',
  'not-due',
  'not-working',
  'late',
  'missing',
  'not-yet-synchronised',
]);
export type ReportState = z.infer<typeof ReportState>;

/** Of the reports that are due or have come: expected = onTime + late (came after their grace) + missing (have not come); rate = onTime / expected. */
export const ReportCounts = z.object({
  expected: z.int(),
  onTime: z.int(),
  late: z.int(),
  missing: z.int(),
  rate: z.number().nullable(),
});
export type ReportCounts = z.infer<typeof ReportCounts>;

export const ReportPoint = z.object({
  period: z.string(),
  state: ReportState,
  /** When the report is late; null where none is due. */
  dueAt: Instant.nullable(),
  /** When the figure was known first. */
  postedAt: Instant.nullable(),
});
export type ReportPoint = z.infer<typeof ReportPoint>;

/** Reports that have not come: how many of the span, the oldest of them, and since when it is late. */
export const Silent = z.object({
  unit: UnitId,
  unitName: z.string(),
  indicator: IndicatorId,
  indicatorName: z.string(),
  silence: z.enum(['late', 'missing']),
  period: z.string(),
  since: Instant,
  periods: z.int(),
});
export type Silent = z.infer<typeof Silent>;

export const IndicatorReports = z.object({
  indicator: IndicatorId,
  indicatorName: z.string(),
  counts: ReportCounts,
  silent: Silent.nullable(),
  points: z.array(ReportPoint),
});
export type IndicatorReports = z.infer<typeof IndicatorReports>;

/** The reports of a unit and of all below it. `silent` has the longest silences, `silentIndicators` says how many there are. */
export const ReportTotals = z.object({
  unit: UnitId,
  unitName: z.string(),
  counts: ReportCounts,
  silentIndicators: z.int(),
  silent: z.array(Silent),
});
export type ReportTotals = z.infer<typeof ReportTotals>;

/**
 * Which reports were expected of a unit and all below it about the periods that begin on these dates, and which have come; of
 * indicators whose indices the viewer may see. `indicators` are the unit's own, `children` those inside, the most silent first.
 */
export const UnitReports = z.object({
  from: IsoDate,
  to: IsoDate,
  total: ReportTotals,
  indicators: z.array(IndicatorReports),
  children: z.array(ReportTotals),
});
export type UnitReports = z.infer<typeof UnitReports>;
