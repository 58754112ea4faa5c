import { useState } from 'preact/hooks';
import type { Me } from '#libs/contracts';
import { words } from '../words.js';
import { ChannelsSection } from './channels-section.js';
import { OwnData } from './own-data.js';
import { PasswordForm } from './password-form.js';
import { SignOutEverywhere } from './sign-out-everywhere.js';

const say = words.settings;

/** One's own account, and how one is reached beside the page. */
export function SettingsPage({ person }: { person: NonNullable<Me['person']> }) {
  const [changes, setChanges] = useState(0);
  return (
    <>
      <h1>{say.title}</h1>
      <section class="panel" aria-labelledby="own-account">
        <h2 id="own-account">{say.account}</h2>
        <p>{say.name(person.name, person.email)}</p>
        <p class="soft measure">{say.nameHint}</p>
      </section>
      <ChannelsSection key={changes} />
      <PasswordForm onChanged={() => setChanges(changes + 1)} />
      <SignOutEverywhere />
      <OwnData />
    </>
  );
}
