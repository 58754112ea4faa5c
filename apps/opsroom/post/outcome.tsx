import type { PostedObservation } from '#libs/contracts';
import { formatNumber } from '../format/numbers.js';
import { periodLabel } from '../format/periods.js';
import { words } from '../words.js';
import type { Sending } from './sending.js';
import { type Verdict, verdictOf } from './verdict.js';

interface Props {
  sending: Sending;
  measure: string;
  next: { name: string; go: () => void } | null;
}

/** The answer to a posted figure, in words, and read out. */
export function Outcome({ sending, measure, next }: Props) {
  return (
    <div class="outcome" aria-live="polite">
      <Said sending={sending} measure={measure} />
      {sending.state === 'answered' && next && (
        <button type="button" onClick={next.go}>
          {words.post.next(next.name)}
        </button>
      )}
    </div>
  );
}

function Said({ sending, measure }: { sending: Sending; measure: string }) {
  switch (sending.state) {
    case 'idle':
    case 'sending':
      return null;
    case 'unsent':
      return <p class="verdict is-odd">{words.post.unsent}</p>;
    case 'waiting':
      return <p class="verdict">{sending.slow ? words.post.slow : words.post.wait}</p>;
    case 'refused':
      return (
        <p class="verdict is-refused">
          <strong>{words.post.refused}</strong> {sending.trouble.detail} {sending.trouble.advice}{' '}
          <Posted observation={sending.observation} measure={measure} />
        </p>
      );
    case 'answered':
      return (
        <p class={`verdict is-${verdictOf(sending.status).kind}`}>
          <VerdictWords verdict={verdictOf(sending.status)} />{' '}
          <Posted observation={sending.observation} measure={measure} />
        </p>
      );
  }
}

function VerdictWords({ verdict }: { verdict: Verdict }) {
  if (verdict.kind === 'taken') return <strong>{words.post.taken}</strong>;
  const [low, high] = [formatNumber(verdict.low), formatNumber(verdict.high)];
  if (verdict.kind === 'odd') return <strong>{words.post.odd(low, high)}</strong>;
  return (
    <>
      <strong>{verdict.kind === 'ordinary' ? words.post.ordinary : words.post.unusual(verdict.because)}</strong>{' '}
      {words.post.between(low, high)}
    </>
  );
}

function Posted({ observation, measure }: { observation: PostedObservation; measure: string }) {
  return (
    <span class="soft">
      ({words.post.posted(`${formatNumber(observation.value)} ${measure}`, periodLabel(observation.period ?? ''))})
    </span>
  );
}
