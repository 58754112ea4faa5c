import { useState } from 'preact/hooks';
import type { Channel, Channels, DeliveryList, Reaching } from '#libs/contracts';
import type { Trouble } from '../data/answer.js';
import { send } from '../data/api.js';
import { useLoaded } from '../data/loaded.js';
import { Copied } from '../people/copied.js';
import { Shown, TroubleNote } from '../shell/notice.js';
import { words } from '../words.js';
import { language } from '../words/language.js';
import { AddChannel } from './add-channel.js';
import { ChannelRow } from './channel-row.js';
import { Deliveries } from './deliveries.js';
import { ReachingForm } from './reaching-form.js';

const say = words.settings.channels;

/** Sends part of what is chosen, with the rest as it is; whether it was taken. */
export type Choose = (part: Partial<Reaching> & { channels?: readonly object[] }) => Promise<boolean>;

/** How somebody is reached beside the page: by what, when, and what came of it. */
export function ChannelsSection() {
  const channels = useLoaded<Channels>('/api/me/channels', () => false);
  const deliveries = useLoaded<DeliveryList>('/api/me/deliveries', ({ kind }) => kind === 'alert');
  const [made, setMade] = useState<Channels['made']>([]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const chooseFrom =
    (known: Channels): Choose =>
    async (part) => {
      const { mail: _, unconfirmed: __, pushKey: ___, made: ____, ...chosen } = known;
      const answer = await send<Channels>('/api/me/channels', { ...chosen, ...part }, 'PUT');
      setTrouble(answer.ok ? null : answer.trouble);
      if (answer.ok) setMade(answer.value.made);
      channels.again();
      return answer.ok;
    };
  return (
    <Shown from={channels}>
      {(value) => {
        const known = beginning(value);
        const choose = chooseFrom(known);
        return (
          <>
            <section class="panel" aria-labelledby="channels">
              <h2 id="channels">{say.title}</h2>
              <p class="soft measure">{say.lead}</p>
              {known.channels.length === 0 && <p>{say.none}</p>}
              <ul class="people-list">
                {known.channels.map((channel) => (
                  <ChannelRow
                    key={channel.id}
                    channel={channel}
                    mail={known.mail}
                    waits={known.unconfirmed.includes(channel.id)}
                    gone={isGone(channel, deliveries.value?.deliveries ?? [])}
                    onChange={(next) => void choose({ channels: replaced(known.channels, channel, next) })}
                  />
                ))}
              </ul>
              {made.map(({ channel, secret }) => (
                <Copied key={channel} label={say.secret} text={secret} hint={say.secretHint} />
              ))}
              {trouble && <TroubleNote trouble={trouble} />}
              <AddChannel known={known} choose={choose} />
            </section>
            <ReachingForm known={known} choose={choose} />
            <Shown from={deliveries}>
              {(list) => <Deliveries deliveries={list.deliveries} channels={known.channels} />}
            </Shown>
          </>
        );
      }}
    </Shown>
  );
}

/** Who has chosen nothing yet begins with the time zone of the device, and the language of the page. */
function beginning(value: Channels): Channels {
  if (value.channels.length > 0 || value.timeZone !== 'UTC') return value;
  return { ...value, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, language };
}

/** Whether the last thing that was sent there found nobody any more. */
function isGone({ id }: Channel, deliveries: DeliveryList['deliveries']): boolean {
  return deliveries.find(({ channel, state }) => channel === id && state !== 'waiting')?.reason === 'gone';
}

function replaced(channels: readonly Channel[], old: Channel, next: Channel | null): Channel[] {
  return channels.flatMap((channel) => (channel === old ? (next ?? []) : channel));
}
