import { readAlerts, readSeries } from '#libs/adapters-postgres';
import type { Alert, Assessment, Indicator } from '#libs/contracts';
import { maySeeSeries, type Organisation, type Viewer } from '#libs/organisation';
import type { Parts } from '../parts.js';

const open = ['open', 'acknowledged'] as const;

/** Open alerts, of one indicator or that have reached certain units. */
export function openAlerts(
  { database }: Parts,
  asked: { indicator?: string; units?: readonly string[] },
): Promise<Alert[]> {
  return readAlerts(database.pool, {
    units: asked.units ?? null,
    indicator: asked.indicator,
    states: open,
    limit: 10_000,
  });
}

/** Whether the viewer may read the series; its open alerts are looked up only where nothing else opens it. */
export async function mayRead(
  parts: Parts,
  organisation: Organisation,
  viewer: Viewer,
  indicator: Indicator,
): Promise<boolean> {
  if (maySeeSeries(organisation, viewer, indicator, [])) return true;
  return maySeeSeries(organisation, viewer, indicator, await openAlerts(parts, { indicator: indicator.id }));
}

/** The newest assessment of the period that an observation was about. */
export async function assessmentAt(
  { database }: Parts,
  { indicator, period, starts }: { indicator: string | null; period: string | null; starts: string | null },
): Promise<Assessment | null> {
  if (indicator === null || starts === null) return null;
  const day = starts.slice(0, 10);
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const readings = await readSeries(database.pool, indicator, { from: day, to: next, limit: 5_000 });
  return readings.find((reading) => reading.period === period)?.assessment ?? null;
}
