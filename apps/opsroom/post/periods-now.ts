import { useEffect, useState } from 'preact/hooks';
import type { UnitView } from '#libs/contracts';
import { now } from '../clock.js';

type Periods = UnitView['currentPeriods'];

const minute = 60_000;

/**
 * The period that each indicator of a unit would take a figure for now. The regulator has said it when the unit was read (`readAt`, in ms);
 * on a page that stays open, or is opened again without network, a new day begins all the same.
 */
export function usePeriodsNow(view: UnitView, readAt: number): Periods {
  const [later, setLater] = useState<{ view: UnitView; periods: Periods } | null>(null);
  const minutes = Math.floor((now.value - readAt) / minute);
  useEffect(() => {
    if (minutes < 1) return;
    void periodsLater(view, readAt, now.peek())
      .then((periods) => setLater({ view, periods }))
      .catch(() => undefined);
  }, [view, minutes]);
  return later?.view === view ? later.periods : view.currentPeriods;
}

/** A clock that does not agree with the regulator's is not believed: what the regulator has said stays. */
async function periodsLater({ indicators, currentPeriods, timeZone }: UnitView, readAt: number, at: number) {
  const { withoutCompiling } = await import('../import/jitless.js');
  withoutCompiling();
  const { periodAt } = await import('#libs/indicators');
  const cadences = new Map(indicators.map(({ indicator }) => [indicator.id, indicator.cadence]));
  const nowOf = ([id, said]: [string, string]): [string, string] => {
    const cadence = cadences.get(id);
    const isBelieved = cadence !== undefined && periodAt(cadence, timeZone, readAt).name === said;
    return [id, isBelieved ? periodAt(cadence, timeZone, at).name : said];
  };
  return Object.fromEntries(Object.entries(currentPeriods).map(nowOf));
}
