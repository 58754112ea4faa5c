import { useState } from 'preact/hooks';
import { me } from '../account/me.js';
import { now } from '../clock.js';
import { formatInstant } from '../format/instants.js';
import { words } from '../words.js';
import type { KeptForm } from './form.js';
import { discard, formsOfOthers, keptForms, sendNow, sentLater } from './kept.js';

const say = words.kept;

/** What was filled in here and has not been taken yet: what waits for the network, what was refused and why, and how much has been sent since. */
export function KeptList() {
  const forms = keptForms.value;
  return (
    <>
      {forms.length > 0 && (
        <section class="kept" aria-labelledby="kept">
          <h2 id="kept">{say.title(forms.length)}</h2>
          <ul>
            {forms.map((form) => (
              <Line key={form.id} form={form} />
            ))}
          </ul>
          {forms.some(({ refused }) => refused === null) && (
            <button type="button" onClick={() => void sendNow()}>
              {say.now}
            </button>
          )}
        </section>
      )}
      {formsOfOthers.value > 0 && (
        <p class="soft kept-others">{(me.value?.person ? say.others : say.unsigned)(formsOfOthers.value)}</p>
      )}
      <p role="status" class="done kept-sent">
        {sentLater.value > 0 && say.sent(sentLater.value)}
      </p>
    </>
  );
}

function Line({ form }: { form: KeptForm }) {
  const [sure, setSure] = useState(false);
  return (
    <li>
      <p>
        <strong>{form.label}</strong>{' '}
        <span class="soft">{say.filled(formatInstant(new Date(form.at).toISOString(), now.value))}</span>
      </p>
      {form.refused === null ? (
        <p class="soft">{say.waits}</p>
      ) : (
        <p class="fault">
          {say.refused} {form.refused.detail} {form.refused.advice}
        </p>
      )}
      <button type="button" class="quiet" onClick={() => (sure ? void discard(form.id) : setSure(true))}>
        {sure ? say.sure : say.discard} <span class="unseen">{form.label}</span>
      </button>
    </li>
  );
}
