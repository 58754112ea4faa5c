import type { Advanced } from '#libs/alerting';
import { type Belonging, recordAlert } from './alert-rows.js';
import type { Changes } from './rows.js';
import type { Alert } from '#libs/contracts';

/** Where the alerts of one indicator are written as they go. */
export interface Writing {
  write(advanced: Advanced, belonging: Belonging): void;
  /** Whether an alert was opened and closed again without having been written. */
  hasPassed(id: string): boolean;
  end(): void;
}

/**
 * Writes alerts as they go; with `holding`, one that opens now only if it stands in the end: what was imported and is over by its newest
 * figure, which has brought the series back or shown that it was a one-off, is a past deviation, and nobody's alarm.
 */
export function writingTo(changes: Changes, holding: boolean): Writing {
  const held = new Map<string, Advanced & { belonging: Belonging }>();
  return {
    write: (advanced, belonging) => {
      const { alert, events } = advanced;
      const before = held.get(alert.id)?.events;
      if (!before && !(holding && events[0]?.sequence === 1)) recordAlert(changes, advanced, belonging);
      else held.set(alert.id, { alert, events: [...(before ?? []), ...events], belonging });
    },
    hasPassed: (id) => (held.get(id)?.alert.closedAt ?? null) !== null,
    end: () => {
      for (const { belonging, ...advanced } of held.values())
        if (stands(advanced.alert)) recordAlert(changes, advanced, belonging);
    },
  };
}

function stands({ closedAt, about }: Alert): boolean {
  return closedAt === null && !(about.kind === 'deviation' && about.deviation.kind === 'transient');
}
