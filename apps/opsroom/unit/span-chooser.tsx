import type { Signal } from '@preact/signals';
import type { Cadence } from '#libs/contracts';
import { localField } from '../format/instants.js';
import { words } from '../words.js';
import { type Span, spansFor, usualSpan } from './spans.js';

interface Props {
  cadences: readonly Cadence[];
  span: Signal<Span | null>;
  known: Signal<string | null>;
}

/** How far back the charts look, and as known on which day. */
export function SpanChooser({ cadences, span, known }: Props) {
  const first = cadences[0] ?? 'day';
  return (
    <div class="controls">
      <fieldset class="choice">
        <legend>{words.unit.range}</legend>
        {spansFor(cadences).map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="span"
              checked={(span.value ?? usualSpan(first)) === one}
              onChange={() => (span.value = one)}
            />
            <span>{words.unit.ranges[one]}</span>
          </label>
        ))}
      </fieldset>
      <label class="field known">
        <span>{words.unit.known}</span>
        <input
          type="date"
          max={localField(Date.now()).slice(0, 10)}
          value={known.value ?? ''}
          onChange={(event) => (known.value = event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
      </label>
    </div>
  );
}
