import type { Indicator } from '#libs/contracts';
import type { Organisation } from '#libs/organisation';

/**
 * The aggregates that a new version of the organisation makes otherwise than the one before: their rule, their parts, or a
 * part's weight, capability or potentiality has changed. Their figures are to be made again, or they would be left stale.
 */
export function staleWholes(before: Organisation | null, after: Organisation): Indicator[] {
  const ids = new Set([...(before?.document.indicators ?? []), ...after.document.indicators].map(({ id }) => id));
  const stale = new Set<string>();
  for (const id of ids) {
    const [old, now] = [before?.indicator(id), after.indicator(id)];
    if (JSON.stringify(makingOf(old)) === JSON.stringify(makingOf(now))) continue;
    for (const indicator of [old, now]) {
      if (indicator?.rollUp) stale.add(indicator.id);
      if (indicator?.into !== undefined) stale.add(indicator.into);
    }
  }
  return [...stale].flatMap((id) => {
    const whole = after.indicator(id);
    return whole?.rollUp ? [whole] : [];
  });
}

/** What of an indicator enters the figures above it. */
function makingOf(indicator: Indicator | undefined) {
  if (!indicator) return null;
  const { into, weight, rollUp, capability, potentiality } = indicator;
  return { into, weight, rollUp, capability, potentiality };
}
