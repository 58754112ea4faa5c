import type { Alert, AlertView, Indicator, Visibility } from '#libs/contracts';
import type { Organisation } from './organise.js';
import { mayDo } from './mandate/deeds.js';
import type { Mandated, Viewer } from './viewer.js';

/**
 * Whether the viewer may read the figures themselves: their own unit's; those shared with the line above or with the
 * federation; and those of an indicator with an alert that has reached their unit, for as long as it is open.
 */
export function maySeeSeries(
  org: Organisation,
  viewer: Viewer,
  indicator: Indicator,
  openAlerts: readonly Alert[],
): boolean {
  if (viewer.unit === indicator.unit) return true;
  if (shared[indicator.visibility](org, viewer, indicator)) return true;
  return openAlerts.some(
    (alert) => alert.indicator === indicator.id && alert.closedAt === null && maySeeAlert(viewer, alert),
  );
}

/**
 * Whether the viewer may know an indicator's indices and coverage: the units above may, whatever the figures' visibility, and
 * whoever the figures are shared with.
 */
export function maySeeIndices(org: Organisation, viewer: Viewer, indicator: Indicator): boolean {
  return org.isBelow(indicator.unit, viewer.unit) || maySeeSeries(org, viewer, indicator, []);
}

/** Whoever knows the capability and the productivity knows the figure: so where that is closed, these amounts are too. */
export function withoutAmounts(indicator: Indicator): Indicator {
  return { ...indicator, capability: [], potentiality: [], references: [] };
}

/** Whether the alert is the viewer's business: it has reached their unit, or was shared with it. */
export function maySeeAlert(viewer: Viewer, alert: Pick<Alert, 'path' | 'reach' | 'sharedWith'>): boolean {
  return isOnItsWay(viewer, alert) || alert.sharedWith.includes(viewer.unit);
}

function isOnItsWay({ unit }: Viewer, { path, reach }: Pick<Alert, 'path' | 'reach'>): boolean {
  return path.slice(0, reach).some((step) => step.unit === unit);
}

/**
 * What the viewer may do with the alert now. The unit that holds it acknowledges, asks for help and for time; the unit above it, once
 * asked, gives time; it and the unit of origin resolve, and share what is good; every unit on its way answers. Once closed, or for a
 * unit that is no more, nothing is left.
 */
export function actsOn(org: Organisation, viewer: Mandated, alert: Alert): AlertView['may'] {
  const { path, level, climbsAt, sign } = alert;
  const origin = path[0]?.unit ?? '';
  const isThere = alert.closedAt === null && org.unit(viewer.unit) !== undefined && isOnItsWay(viewer, alert);
  const deals = isThere && mayDo(org, viewer, 'deal', viewer.unit);
  const answers = isThere && mayDo(org, viewer, 'answer', org.unit(origin) ? origin : viewer.unit);
  const holds = deals && path[level]?.unit === viewer.unit;
  const own = holds || (deals && origin === viewer.unit);
  return {
    acknowledge: holds,
    answer: answers,
    resolve: own && alert.about.kind !== 'question',
    askHelp: holds && level < path.length - 1,
    askTime: holds && climbsAt !== null,
    extend: answers && climbsAt !== null && path[level + 1]?.unit === viewer.unit,
    confirm: deals && origin === viewer.unit && alert.toConfirm.length > 0,
    share: own && sign === 'pleasure',
  };
}

type Shared = (org: Organisation, viewer: Viewer, indicator: Indicator) => boolean;

const shared: Readonly<Record<Visibility, Shared>> = {
  unit: () => false,
  line: (org, viewer, indicator) => org.isBelow(indicator.unit, viewer.unit),
  federation: (org, viewer, indicator) => {
    const root = org.pathUp(viewer.unit).at(-1);
    return root !== undefined && root === org.pathUp(indicator.unit).at(-1);
  },
};
