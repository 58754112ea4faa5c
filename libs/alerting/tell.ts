import type { Alert, AlertEvent } from '#libs/contracts';

/** Who hears of an event, and from which side it reaches them. */
export interface Telling {
  to: string;
  direction: 'own' | 'up' | 'down' | 'sideways';
}

/** The units of its path that the alert has reached, origin first: nobody above them knows of it (rule 1). */
export function reached({ path, reach }: Pick<Alert, 'path' | 'reach'>): string[] {
  return path.slice(0, reach).map((step) => step.unit);
}

/**
 * Everyone on the path that the alert has reached hears of each event: what a unit above does travels down, what one below does, up.
 * Those with whom good news is shared hear that, and what becomes of it only if they look.
 */
export function tell(alert: Alert, { happening }: AlertEvent): Telling[] {
  const units = reached(alert);
  const source = happening.kind === 'climbed' ? happening.to : 'unit' in happening ? happening.unit : units[0];
  const from = units.indexOf(source ?? '');
  const aside = happening.kind === 'shared' ? happening.with : [];
  const along = units.map((to, place): Telling => {
    if (happening.kind === 'climbed' && to === source) return { to, direction: 'up' };
    if (place === from) return { to, direction: 'own' };
    return { to, direction: place < from ? 'down' : 'up' };
  });
  return [...along, ...aside.map((to): Telling => ({ to, direction: 'sideways' }))];
}
