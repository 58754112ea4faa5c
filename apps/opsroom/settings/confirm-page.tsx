import { useState } from 'preact/hooks';
import type { Trouble } from '../data/answer.js';
import { send } from '../data/api.js';
import { TroubleNote } from '../shell/notice.js';
import { words } from '../words.js';

const say = words.settings.confirm;

/** Where the link leads that is mailed to an address before anything else goes there; a program that opens links agrees to nothing. */
export function ConfirmPage({ link }: { link: string }) {
  const [done, setDone] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const confirm = async () => {
    const answer = await send('/api/links/confirm', { key: link });
    setDone(answer.ok);
    setTrouble(answer.ok ? null : answer.trouble);
  };
  return (
    <div class="account">
      <h1>{say.title}</h1>
      <p>{say.lead}</p>
      {!done && (
        <button type="button" class="primary" onClick={() => void confirm()}>
          {say.agree}
        </button>
      )}
      <p role="status">{done && say.done}</p>
      {trouble && <TroubleNote trouble={trouble} />}
    </div>
  );
}
