import { Instant, IsoDate, Scale, Sensitivity, UnitId } from '#libs/contracts';
import { z } from 'zod';

/** The query parameters of the API, by route. */
export const SeriesQuery = z.object({
  from: IsoDate.optional(),
  to: IsoDate.optional(),
  asKnownAt: Instant.optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(5_000),
});
export const BacktestQuery = z.object({ sensitivity: Sensitivity.optional(), scale: Scale.optional() });
export const AlertsQuery = z.object({
  unit: UnitId.optional(),
  indicator: z.string().max(128).optional(),
  state: z
    .enum(['open', 'closed', 'all', 'acknowledged', 'recovered', 'resolved', 'withdrawn', 'lapsed'])
    .default('open'),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
});
/** Without `from` what is over is left out; without `to` all that is to come is there. */
export const NoticesQuery = z.object({ unit: UnitId.optional(), from: Instant.optional(), to: Instant.optional() });
export const SpanQuery = z.object({ from: IsoDate, to: IsoDate });
export const OrganisationQuery = z.object({ dryRun: z.stringbool().default(false) });
export const RefusedQuery = z.object({ limit: z.coerce.number().int().min(1).max(1_000).default(100) });
export const StorageQuery = z.object({ keepMonths: z.coerce.number().int().min(1).max(1_200).optional() });
export type SeriesQuery = z.infer<typeof SeriesQuery>;
export type BacktestQuery = z.infer<typeof BacktestQuery>;
export type AlertsQuery = z.infer<typeof AlertsQuery>;
export type NoticesQuery = z.infer<typeof NoticesQuery>;
export type SpanQuery = z.infer<typeof SpanQuery>;
export type OrganisationQuery = z.infer<typeof OrganisationQuery>;
export type RefusedQuery = z.infer<typeof RefusedQuery>;
export type StorageQuery = z.infer<typeof StorageQuery>;
