import { useState } from 'preact/hooks';
import type { InvitationLink, VoteView } from '#libs/contracts';
import { now } from '../clock.js';
import type { Answer, Trouble } from '../data/answer.js';
import { send } from '../data/api.js';
import { sendOrKeep } from '../kept/kept.js';
import { newId } from '../post/new-id.js';
import { formatInstant } from '../format/instants.js';
import { TroubleNote } from '../shell/notice.js';
import { words } from '../words.js';
import { Copied } from './copied.js';

const say = words.people;
const choices = ['yes', 'no'] as const;

/** What is voted on, and what was decided: numbers, never who voted how. */
export function Votes({ votes, again }: { votes: readonly VoteView[]; again: () => void }) {
  return (
    <section class="panel" aria-labelledby="votes">
      <h2 id="votes">{say.votes}</h2>
      {votes.length === 0 && <p class="soft">{say.noVotes}</p>}
      <ul class="people-list">
        {votes.map((vote) => (
          <Line key={vote.id} vote={vote} again={again} />
        ))}
      </ul>
    </section>
  );
}

/** One's own proposal for a unit whose votes one does not see. */
export function Proposed({ vote }: { vote: VoteView }) {
  return (
    <section class="panel" aria-labelledby="proposed">
      <h2 id="proposed">{say.votes}</h2>
      <ul class="people-list">
        <Line vote={vote} again={() => undefined} />
      </ul>
    </section>
  );
}

function Line({ vote, again }: { vote: VoteView; again: () => void }) {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [kept, setKept] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const take = <T,>(answer: Answer<T>): T | null => {
    setTrouble(answer.ok ? null : answer.trouble);
    again();
    return answer.ok ? answer.value : null;
  };
  const cast = async (choice: (typeof choices)[number]) => {
    const path = `/api/votes/${vote.id}/ballot`;
    const label = words.kept.act(say.choices[choice], matterOf(vote));
    const sent = await sendOrKeep<VoteView>({ id: newId(), method: 'POST', path, body: { choice }, label });
    setTrouble(sent.kind === 'refused' ? sent.trouble : null);
    setKept(sent.kind === 'kept');
    again();
  };
  const invite = async () => {
    const made = take(await send<InvitationLink>(`/api/votes/${vote.id}/link`, {}));
    setLink(made && made.link);
  };
  return (
    <li>
      <span>
        <strong>{say.states[vote.state]}</strong> · {matterOf(vote)} {spanOf(vote)}{' '}
        <span class="soft">{countOf(vote)}</span>
        {vote.note !== null && <q>{vote.note}</q>}
      </span>
      {vote.mayVote && (
        <span class="act-buttons">
          {choices.map((choice) => (
            <button key={choice} type="button" onClick={() => void cast(choice)}>
              {say.choices[choice]}
            </button>
          ))}
        </span>
      )}
      {vote.mayInvite && (
        <button type="button" class="quiet" onClick={() => void invite()}>
          {say.invite(vote.about.name)}
        </button>
      )}
      {link !== null && <Copied label={say.link} text={link} hint={say.linkHint} />}
      {trouble && <TroubleNote trouble={trouble} />}
      <p role="status" class="done">
        {kept && words.kept.here}
      </p>
    </li>
  );
}

function matterOf({ motion, about, role, proposedBy }: VoteView): string {
  return say.motions[motion.kind](about.name, say.roles[role], proposedBy.name);
}

/** From when and until when a mandate is meant to be, where that was said. */
function spanOf({ motion }: VoteView): string {
  if (motion.kind !== 'give') return '';
  const start = motion.from === null ? '' : say.from(formatInstant(motion.from, now.value));
  const end = motion.until === null ? '' : say.until(formatInstant(motion.until, now.value));
  return [start, end].filter((part) => part !== '').join(' ');
}

function countOf({ state, yes, no, entitled, closesAt, decidedAt }: VoteView): string {
  const when = state === 'open' ? say.closes(formatInstant(closesAt, now.value)) : '';
  const decided = decidedAt === null ? '' : formatInstant(decidedAt, now.value);
  return [say.count(yes, no, entitled), when, decided].filter((part) => part !== '').join(' · ');
}
