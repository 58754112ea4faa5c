import { useState } from 'preact/hooks';
import type { Trouble } from '../data/answer.js';
import { TroubleNote } from '../shell/notice.js';
import { words } from '../words.js';
import { leave } from './ask.js';

/** Ends the session in this browser. */
export function LeaveButton() {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  return (
    <>
      <button type="button" onClick={() => void leave().then(setTrouble)}>
        {words.account.signOut}
      </button>
      {trouble && <TroubleNote trouble={trouble} />}
    </>
  );
}
