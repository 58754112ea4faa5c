import { useState } from 'preact/hooks';
import type { IndicatorSummary } from '#libs/contracts';
import { viewerHeader } from '../viewer.js';
import { words } from '../words.js';
import { FigureForm } from './figure-form.js';

interface Props {
  indicators: readonly IndicatorSummary[];
  currentPeriods: Readonly<Record<string, string>>;
}

/** The form for a unit's own figures: one indicator at a time, the first that has none for its current period before others. */
export function PostForm({ indicators, currentPeriods }: Props) {
  const has = (one: IndicatorSummary) => one.latest?.period === currentPeriods[one.indicator.id];
  const [chosen, choose] = useState<string>((indicators.find((one) => !has(one)) ?? indicators[0])?.indicator.id ?? '');
  const summary = indicators.find((one) => one.indicator.id === chosen) ?? indicators[0];
  const current = summary && currentPeriods[summary.indicator.id];
  if (!summary || current === undefined) return null;
  const next = indicators.find((one) => one !== summary && !has(one));
  return (
    <section class="post" aria-labelledby="post">
      <h2 id="post">{words.post.title}</h2>
      {indicators.length > 1 && (
        <fieldset class="choice" aria-label={words.post.indicator}>
          <legend>{words.post.indicator}</legend>
          {indicators.map((one) => (
            <label key={one.indicator.id}>
              <input type="radio" name="posted" checked={one === summary} onChange={() => choose(one.indicator.id)} />
              <span>
                {one.indicator.name}
                {has(one) && (
                  <span class="tick" role="img" aria-label={words.post.done}>
                    ✓
                  </span>
                )}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <FigureForm
        key={`${viewerHeader.value ?? ''} ${summary.indicator.id}`}
        summary={summary}
        current={current}
        next={next ? { name: next.indicator.name, go: () => choose(next.indicator.id) } : null}
      />
    </section>
  );
}
