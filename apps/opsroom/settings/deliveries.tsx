import type { Channel, Delivery } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { now } from '../clock.js';
import { unitName } from '../data/organisation.js';
import { formatInstant } from '../format/instants.js';
import { words } from '../words.js';
import { reasonIn } from './reason.js';

const say = words.settings.deliveries;
const shown = 20;

/** What was told beside the page, the newest first, and what waits. */
export function Deliveries({
  deliveries,
  channels,
}: {
  deliveries: readonly Delivery[];
  channels: readonly Channel[];
}) {
  const nameOf = (id: string) => {
    const channel = channels.find((one) => one.id === id);
    return channel ? words.settings.channels.kinds[channel.kind] : say.removed;
  };
  return (
    <section class="panel" aria-labelledby="deliveries">
      <h2 id="deliveries">{say.title}</h2>
      {deliveries.length === 0 && <p class="soft">{say.none}</p>}
      <ul class="people-list">
        {deliveries.slice(0, shown).map((one) => (
          <li key={`${one.alert} ${one.sequence} ${one.channel}`}>
            <a href={addressOf({ page: 'alert', id: one.alert })}>
              {say.line(say.heard[one.kind] ?? one.kind, unitName(one.unit), nameOf(one.channel))}
            </a>
            <span class="soft">{stateOf(one)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function stateOf({ state, sentAt, dueAt, reason }: Delivery): string {
  const said = say.states[state](formatInstant(sentAt ?? dueAt, now.value));
  return reason === null ? said : `${said} (${reasonIn(reason)})`;
}
