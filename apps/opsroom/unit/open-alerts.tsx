import { useState } from 'preact/hooks';
import type { AlertList } from '#libs/contracts';
import { useLoaded } from '../data/loaded.js';
import { AlertCard } from '../inbox/alert-card.js';
import { byTimeLeft } from '../inbox/order.js';
import { TroubleNote } from '../shell/notice.js';
import { viewer } from '../viewer.js';
import { words } from '../words.js';

const few = 3;

/** The open alerts that have reached a unit, the most pressing first. */
export function OpenAlerts({ unit }: { unit: string }) {
  const [all, showAll] = useState(false);
  const list = useLoaded<AlertList>(
    `/api/alerts?unit=${encodeURIComponent(unit)}&state=open`,
    (change) => change.kind === 'organisation' || (change.kind === 'alert' && change.reached.includes(unit)),
  );
  if (list.value === null)
    return list.trouble && !list.trouble.away ? <TroubleNote trouble={list.trouble} again={list.again} /> : null;
  const alerts = list.value.alerts.toSorted(byTimeLeft);
  const own = viewer.value?.unit === unit;
  if (alerts.length === 0)
    return <p class={own ? 'all-well' : 'soft'}>{own ? words.unit.noAlerts : words.unit.noAlertsHere}</p>;
  return (
    <section class="open-alerts" aria-labelledby="open-alerts">
      <h2 id="open-alerts">{words.unit.alerts}</h2>
      <ul class="cards">
        {alerts.slice(0, all ? alerts.length : few).map((alert) => (
          <AlertCard key={alert.id} alert={alert} />
        ))}
      </ul>
      {!all && alerts.length > few && (
        <button type="button" class="quiet" onClick={() => showAll(true)}>
          {words.unit.moreAlerts(alerts.length)}
        </button>
      )}
    </section>
  );
}
