import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AlertView } from '#libs/contracts';
import type { Trouble } from '../data/answer.js';
import { sendOrKeep } from '../kept/kept.js';
import { newId } from '../post/new-id.js';
import { TroubleNote } from '../shell/notice.js';
import { aboutInWords, words } from '../words.js';
import { AcknowledgeForm } from './acknowledge-form.js';
import { type ActProps, AnswerForm, AskHelpForm, ResolveForm } from './act-forms.js';
import { ShareForm } from './share-form.js';
import { AskTimeForm, ExtendForm } from './time-forms.js';

/** An answer is confirmed in the timeline, where it stands. */
type Act = Exclude<keyof AlertView['may'], 'confirm'>;

const forms: Record<Act, (props: ActProps) => JSX.Element> = {
  acknowledge: AcknowledgeForm,
  answer: AnswerForm,
  extend: ExtendForm,
  askTime: AskTimeForm,
  askHelp: AskHelpForm,
  share: ShareForm,
  resolve: ResolveForm,
};
const order: readonly Act[] = ['acknowledge', 'answer', 'extend', 'askTime', 'askHelp', 'share', 'resolve'];
const addresses: Record<Act, string> = {
  acknowledge: 'acknowledge',
  answer: 'answer',
  askHelp: 'ask-help',
  askTime: 'ask-time',
  extend: 'extend',
  share: 'share',
  resolve: 'resolve',
};

/** What a form hands over when somebody has filled it in. */
export type Submit = (body: Record<string, unknown>) => void;

/** The acts that the viewer may do now, one form at a time; nothing is offered that would be refused. */
export function Acts({ view, again }: { view: AlertView; again: () => void }) {
  const [open, setOpen] = useState<Act | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [state, setState] = useState<'idle' | 'sending' | 'done' | 'kept'>('idle');
  const acts = order.filter((act) => view.may[act]);
  const submit = (act: Act) => async (body: Record<string, unknown>) => {
    setState('sending');
    const sent = await sendOrKeep<AlertView>({
      id: newId(),
      method: 'POST',
      path: `/api/alerts/${encodeURIComponent(view.alert.id)}/${addresses[act]}`,
      body,
      label: words.kept.act(words.acts[act], aboutInWords(view.alert.about)),
    });
    setTrouble(sent.kind === 'refused' ? sent.trouble : null);
    setState(sent.kind === 'taken' ? 'done' : sent.kind === 'kept' ? 'kept' : 'idle');
    if (sent.kind !== 'refused') setOpen(null);
    again();
  };
  const Form = open === null || !view.may[open] ? null : forms[open];
  return (
    <section class="acts" aria-labelledby="acts">
      <h2 id="acts">{words.alert.acts}</h2>
      {acts.length === 0 && (
        <p class="soft">{view.alert.closedAt === null ? words.alert.noActs : words.alert.closedActs}</p>
      )}
      <div class="act-buttons">
        {acts.map((act) => (
          <button
            key={act}
            type="button"
            aria-expanded={open === act}
            onClick={() => setOpen(open === act ? null : act)}
          >
            {words.acts[act]}
          </button>
        ))}
      </div>
      {Form && open && (
        <Form key={open} alert={view.alert} busy={state === 'sending'} submit={(body) => void submit(open)(body)} />
      )}
      {trouble && <TroubleNote trouble={trouble} />}
      <p role="status" class="done">
        {state === 'done' && open === null && words.acts.done}
        {state === 'kept' && open === null && words.kept.here}
      </p>
    </section>
  );
}
