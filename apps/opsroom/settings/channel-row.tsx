import { useState } from 'preact/hooks';
import type { Channel, ChannelTried, Severity } from '#libs/contracts';
import type { Trouble } from '../data/answer.js';
import { send } from '../data/api.js';
import { TroubleNote } from '../shell/notice.js';
import { Choice } from '../unit/choice.js';
import { words } from '../words.js';
import { detailOf } from './channel-draft.js';
import { reasonIn } from './reason.js';

const say = words.settings.channels;
const leasts: readonly Severity[] = ['ordinary', 'severe'];

interface Props {
  channel: Channel;
  mail: string | null;
  /** Nothing goes there before its link was used. */
  waits: boolean;
  /** Nobody is there any more, as far as one knows. */
  gone: boolean;
  onChange: (next: Channel | null) => void;
}

/** One way to reach somebody: for what it is used, whether it works, and its end. */
export function ChannelRow({ channel, mail, waits, gone, onChange }: Props) {
  const [tried, setTried] = useState<ChannelTried | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const detail = detailOf(channel, mail);
  const name = `${say.kinds[channel.kind]}${detail === '' ? '' : `, ${detail}`}`;
  const test = async () => {
    const answer = await send<ChannelTried>(`/api/me/channels/${channel.id}/test`, {});
    setTried(answer.ok ? answer.value : null);
    setTrouble(answer.ok ? null : answer.trouble);
  };
  return (
    <li class="channel">
      <strong>{name}</strong>
      {waits && <p>{say.waits}</p>}
      {gone && <p class="fault">{say.gone}</p>}
      <Choice
        label={say.least}
        value={channel.least}
        options={leasts.map((least) => [least, say.leasts[least]] as const)}
        onChoose={(chosen) => onChange({ ...channel, least: chosen === 'severe' ? 'severe' : 'ordinary' })}
      />
      <span class="form-buttons">
        <button type="button" aria-label={say.tryOf(name)} onClick={() => void test()}>
          {say.try}
        </button>
        <button type="button" class="quiet" aria-label={say.removeOf(name)} onClick={() => onChange(null)}>
          {say.remove}
        </button>
      </span>
      <p role="status">{tried && (tried.sent ? say.went : say.failed(reasonIn(tried.reason)))}</p>
      {trouble && <TroubleNote trouble={trouble} />}
    </li>
  );
}
