import { addressOf } from '../addresses.js';
import { words } from '../words.js';
import { askMe } from './ask.js';
import { LeaveButton } from './leave-button.js';

/** What somebody sees who is signed in and speaks for no unit, with what to do about it. */
export function NoMandate({ name }: { name: string }) {
  return (
    <div class="account">
      <h1>{words.account.noMandate(name)}</h1>
      <p>{words.account.askForOne}</p>
      <p class="soft">{words.account.firstPerson}</p>
      <div class="form-buttons">
        <button type="button" class="primary" onClick={() => void askMe()}>
          {words.account.lookAgain}
        </button>
        <a class="button" href={addressOf({ page: 'settings' })}>
          {words.settings.title}
        </a>
        <LeaveButton />
      </div>
    </div>
  );
}
