import type { Alert, Deviation, DeviationKind, ImportedIndicator, ImportView } from '#libs/contracts';
import { grouped, type Organisation } from '#libs/organisation';
import { alertSummary } from './alert-view.js';

/** An import as it is stored: what was said of it, what was taken by indicator, and the alerts that it has opened. */
export interface ImportAsStored {
  id: string;
  unit: string;
  name: string;
  by: string;
  begunAt: string;
  sent: number | null;
  refused: number;
  parts: readonly ImportPartAsStored[];
}

interface ImportPartAsStored {
  indicator: string;
  taken: number;
  repeated: number;
  refused: number;
  first: string | null;
  last: string | null;
  alerts: readonly string[];
}

/** Whether all that was sent has come to its end. */
export function isOver({ sent, parts }: Pick<ImportAsStored, 'sent' | 'parts'>): boolean {
  return sent !== null && total(parts, (part) => part.taken + part.repeated + part.refused) >= sent;
}

/** The summary of an import: what stands in its figures and has no alert is a past deviation. */
export function importView(
  organisation: Organisation,
  stored: ImportAsStored,
  found: { standing: readonly { indicator: string; deviation: Deviation }[]; alerts: readonly Alert[]; now: string },
): ImportView {
  const { id, unit, name, by, begunAt, refused, parts } = stored;
  const told = new Set(found.alerts.map(({ indicator, about }) => keyOf(indicator, about)));
  const past = grouped(
    found.standing.filter(({ indicator, deviation }) => !told.has(`${indicator} ${deviation.id}`)),
    ({ indicator }) => indicator,
  );
  const indicators = parts.map((part) => imported(organisation, part, past.get(part.indicator) ?? []));
  return {
    id,
    unit,
    name,
    by,
    begunAt,
    over: isOver(stored),
    taken: total(parts, (part) => part.taken),
    repeated: total(parts, (part) => part.repeated),
    refused: refused + total(parts, (part) => part.refused),
    from: dates(parts.map(({ first }) => first)).at(0) ?? null,
    to: dates(parts.map(({ last }) => last)).at(-1) ?? null,
    past: total(indicators, (one) => one.past.count),
    indicators: indicators.toSorted((a, b) => b.past.count - a.past.count || (a.indicator < b.indicator ? -1 : 1)),
    alerts: found.alerts.map((alert) => alertSummary(organisation, alert, found.now)),
  };
}

function imported(
  organisation: Organisation,
  { indicator, taken, repeated, refused, first, last }: ImportPartAsStored,
  past: readonly { deviation: Deviation }[],
): ImportedIndicator {
  const deviations = past.map(({ deviation }) => deviation);
  const known = organisation.indicator(indicator);
  const kinds: Record<DeviationKind, number> = { unclear: 0, transient: 0, step: 0, slope: 0 };
  for (const { kind } of deviations) kinds[kind] += 1;
  const largest = deviations.toSorted((a, b) => Math.abs(b.sizeInSd) - Math.abs(a.sizeInSd)).at(0) ?? null;
  return {
    indicator,
    indicatorName: known?.name ?? indicator,
    measure: known?.measure ?? '',
    taken,
    repeated,
    refused,
    from: first?.slice(0, 10) ?? null,
    to: last?.slice(0, 10) ?? null,
    past: { count: deviations.length, kinds, largest },
  };
}

function keyOf(indicator: string | null, about: Alert['about']): string {
  return about.kind === 'deviation' ? `${indicator} ${about.deviation.id}` : '';
}

function dates(starts: readonly (string | null)[]): string[] {
  return starts.flatMap((one) => one?.slice(0, 10) ?? []).toSorted();
}

function total<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}
