import { useState } from 'preact/hooks';
import { signedOut } from '../account/me.js';
import type { Trouble } from '../data/answer.js';
import { send } from '../data/api.js';
import { TroubleNote } from '../shell/notice.js';
import { words } from '../words.js';

const say = words.settings.everywhere;

/** Ends all sessions, this one too. */
export function SignOutEverywhere() {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const end = async () => {
    const answer = await send('/api/me/sign-out-everywhere', {});
    if (answer.ok) signedOut();
    else setTrouble(answer.trouble);
  };
  return (
    <section class="panel" aria-labelledby="everywhere">
      <h2 id="everywhere">{say.title}</h2>
      <p class="soft measure">{say.hint}</p>
      <p>
        <button type="button" onClick={() => void end()}>
          {say.leave}
        </button>
      </p>
      {trouble && <TroubleNote trouble={trouble} />}
    </section>
  );
}
