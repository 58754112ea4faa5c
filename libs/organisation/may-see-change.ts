import type { Change } from '#libs/contracts';
import type { Organisation } from './organise.js';
import type { Viewer } from './viewer.js';

/**
 * Whether a line of the change feed may reach the viewer. It names what to read again and carries no figures: the unit itself
 * and those above it (who see indices and coverage) hear of figures, and all of the tree where they are shared with it.
 */
export function maySeeChange(org: Organisation, viewer: Viewer, change: Change): boolean {
  switch (change.kind) {
    case 'figures': {
      const shared = org.indicator(change.indicator)?.visibility === 'federation';
      if (shared) return org.pathUp(viewer.unit).at(-1) === org.pathUp(change.unit).at(-1);
      return viewer.unit === change.unit || org.isBelow(change.unit, viewer.unit);
    }
    case 'alert':
      return change.reached.includes(viewer.unit);
    case 'organisation':
    case 'replay':
      return true;
  }
}
