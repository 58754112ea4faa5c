import { useEffect, useRef, useState } from 'preact/hooks';
import { LeaveButton } from '../account/leave-button.js';
import { me } from '../account/me.js';
import { addressOf } from '../addresses.js';
import { unitName } from '../data/organisation.js';
import { go } from '../route.js';
import { become, viewers } from '../viewer.js';
import type { Viewer } from '../viewer-book.js';
import { words } from '../words.js';
import { WhoForm } from './who-form.js';

/** Who is looking; one tap changes to somebody who has used this browser before. */
export function WhoSwitch({ who }: { who: Viewer }) {
  const [open, setOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const change = (next: Viewer) => {
    become(next);
    setOpen(false);
    go('#/');
  };
  return (
    <>
      <button type="button" class="who-button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span class="unseen">{words.who.youAre} </span>
        <strong>{who.name}</strong> <span>{unitName(who.unit)}</span>
        <span class="unseen"> {words.who.switch}</span>
      </button>
      <dialog
        ref={dialog}
        class="who-dialog"
        aria-label={me.value?.access === 'accounts' ? words.account.speakFor : words.who.title}
        onClose={() => setOpen(false)}
        onClick={(event) => closeOutside(event, () => setOpen(false))}
      >
        {open && <Choices onChoose={change} onDone={() => setOpen(false)} />}
      </dialog>
    </>
  );
}

function Choices({ onChoose, onDone }: { onChoose: (viewer: Viewer) => void; onDone: () => void }) {
  const [other, setOther] = useState(false);
  const signedIn = me.value?.access === 'accounts';
  if (other) return <WhoForm onDone={onDone} />;
  return (
    <div class="who-choices">
      <h2>{signedIn ? words.account.speakFor : words.who.title}</h2>
      <ul>
        {viewers.value.map((one, index) => (
          <li key={`${one.name} ${one.unit} ${one.use}`}>
            <button type="button" aria-pressed={index === 0} onClick={() => onChoose(one)}>
              <strong>{one.name}</strong>
              <span>
                {unitName(one.unit)} · {signedIn ? words.account.roleOf[one.use] : words.who.useShort[one.use]}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {signedIn ? (
        <>
          <a class="button" href={addressOf({ page: 'settings' })} onClick={onDone}>
            {words.settings.title}
          </a>
          <LeaveButton />
        </>
      ) : (
        <button type="button" onClick={() => setOther(true)}>
          {words.who.other}
        </button>
      )}
      <button type="button" class="quiet" onClick={onDone}>
        {words.menu.close}
      </button>
    </div>
  );
}

function closeOutside(event: MouseEvent, close: () => void): void {
  if (event.target === event.currentTarget) close();
}
