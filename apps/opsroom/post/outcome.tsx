import { useEffect, useRef } from 'preact/hooks';
import type { Indicator, PostedObservation } from '#libs/contracts';
import { formatNumber } from '../format/numbers.js';
import { periodLabel } from '../format/periods.js';
import { words } from '../words.js';
import type { Sending } from './sending.js';
import { type Verdict, verdictOf } from './verdict.js';

interface Props {
  sending: Sending;
  indicator: Indicator;
  next: { name: string; go: () => void } | null;
}

/** The answer to a posted figure, in words, and read out. */
export function Outcome({ sending, indicator, next }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (sending.state !== 'idle') box.current?.scrollIntoView({ block: 'nearest' });
  }, [sending.state]);
  return (
    <div ref={box} class="outcome" aria-live="polite">
      <Said sending={sending} indicator={indicator} />
      {sending.state === 'answered' && next && (
        <button type="button" onClick={next.go}>
          {words.post.next(next.name)}
        </button>
      )}
    </div>
  );
}

function Said({ sending, indicator }: Omit<Props, 'next'>) {
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
          <Posted observation={sending.observation} indicator={indicator} />
        </p>
      );
    case 'answered':
      return (
        <p class={`verdict is-${verdictOf(sending.status, indicator.scale).kind}`}>
          <VerdictWords verdict={verdictOf(sending.status, indicator.scale)} />{' '}
          <Posted observation={sending.observation} indicator={indicator} />
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

function Posted({ observation, indicator }: { observation: PostedObservation; indicator: Indicator }) {
  return (
    <span class="soft">
      (
      {words.post.posted(
        `${formatNumber(observation.value)} ${indicator.measure}`,
        periodLabel(observation.period ?? ''),
      )}
      )
    </span>
  );
}
