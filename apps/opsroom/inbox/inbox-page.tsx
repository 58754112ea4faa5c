import { useState } from 'preact/hooks';
import type { AlertList, AlertSummary } from '#libs/contracts';
import { useLoaded } from '../data/loaded.js';
import { unitName } from '../data/organisation.js';
import { Shown } from '../shell/notice.js';
import { words } from '../words.js';
import { AlertCard } from './alert-card.js';
import { asOne, byClosing, byTimeLeft } from './order.js';

type State = 'open' | 'closed';

/** What has come to a unit and waits for it, the least time left first. */
export function InboxPage({ unit }: { unit: string }) {
  const [state, setState] = useState<State>('open');
  const list = useLoaded<AlertList>(
    `/api/alerts?unit=${encodeURIComponent(unit)}&state=${state}`,
    (change) => change.kind === 'organisation' || (change.kind === 'alert' && change.reached.includes(unit)),
  );
  return (
    <>
      <div class="title-row">
        <h1>{words.inbox.title(unitName(unit))}</h1>
        <fieldset class="choice">
          <legend>{words.inbox.state}</legend>
          {(['open', 'closed'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="state" checked={state === one} onChange={() => setState(one)} />
              <span>{words.inbox[one]}</span>
            </label>
          ))}
        </fieldset>
      </div>
      <Shown from={list}>
        {(value) => (state === 'open' ? <Open list={value} unit={unit} /> : <Closed list={value} />)}
      </Shown>
    </>
  );
}

function Open({ list, unit }: { list: AlertList; unit: string }) {
  const alerts = list.alerts.filter((alert) => alert.closedAt === null).toSorted(byTimeLeft);
  const { heads, under } = asOne(alerts);
  const withUs = heads.filter((alert) => alert.heldBy === unit);
  const elsewhere = heads.filter((alert) => alert.heldBy !== unit);
  return (
    <>
      {withUs.length === 0 && (
        <p class="empty">
          <strong>{words.inbox.none}</strong> {words.inbox.noneHint}
        </p>
      )}
      <Group title={words.inbox.withUs} alerts={withUs} under={under} />
      <Group title={words.inbox.elsewhere} alerts={elsewhere} under={under} />
      {list.truncated && <p class="soft">{words.inbox.truncated}</p>}
    </>
  );
}

function Closed({ list }: { list: AlertList }) {
  const alerts = list.alerts.filter((alert) => alert.closedAt !== null).toSorted(byClosing);
  if (alerts.length === 0) return <p class="empty">{words.inbox.noneClosed}</p>;
  return (
    <>
      <Group title={words.inbox.closedTitle} alerts={alerts} />
      {list.truncated && <p class="soft">{words.inbox.truncated}</p>}
    </>
  );
}

interface Cards {
  title: string;
  alerts: readonly AlertSummary[];
  /** Those that are shown under another alert, by its id. */
  under?: ReadonlyMap<string, readonly AlertSummary[]>;
}

function Group({ title, alerts, under = new Map() }: Cards) {
  if (alerts.length === 0) return null;
  return (
    <section>
      <h2>
        {title} <span class="soft">({alerts.length})</span>
      </h2>
      <ul class="cards">
        {alerts.map((alert) => (
          <AlertCard key={alert.id} alert={alert} under={under} />
        ))}
      </ul>
    </section>
  );
}
