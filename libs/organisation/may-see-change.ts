import type { Change } from '#libs/contracts';
import type { Organisation } from './organise.js';
import { maySeeNotice } from './notice/notice-rights.js';
import { partiesOf } from './proposals.js';
import { maySeeSeries } from './rights.js';
import type { Viewer } from './viewer.js';

/**
 * Whether a line of the change feed may reach the viewer. It names what to read again and carries no figure: so that there
 * are new ones is told to the unit, to those that it shares them with, and to all above it, who see indices and coverage.
 */
export function maySeeChange(org: Organisation, viewer: Viewer, change: Change): boolean {
  switch (change.kind) {
    case 'figures': {
      const indicator = org.indicator(change.indicator);
      if (indicator && maySeeSeries(org, viewer, indicator, [])) return true;
      return viewer.unit === change.unit || org.isBelow(change.unit, viewer.unit);
    }
    case 'alert':
      return change.reached.includes(viewer.unit);
    case 'agreement':
      return partiesOf(org, change.unit).includes(viewer.unit);
    case 'notice':
      return maySeeNotice(org, viewer, change.unit);
    case 'people':
      return viewer.unit === change.unit;
    case 'organisation':
    case 'replay':
      return true;
    default:
      return change satisfies never;
  }
}
