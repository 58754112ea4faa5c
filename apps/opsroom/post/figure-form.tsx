import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Indicator, IndicatorSummary, PostedObservation, Series } from '#libs/contracts';
import { useLoaded } from '../data/loaded.js';
import { isoDate, periodStart } from '../format/periods.js';
import { seriesPath } from '../unit/series-path.js';
import { viewer } from '../viewer.js';
import { words } from '../words.js';
import { Before } from './before.js';
import { type Draft, emptyDraft, readDraft } from './draft.js';
import { FigureFields } from './figure-fields.js';
import { newId } from './new-id.js';
import { Outcome } from './outcome.js';
import { PeriodChooser } from './period-chooser.js';
import { Sender } from './sending.js';

interface Props {
  summary: IndicatorSummary;
  /** The period that a figure posted now is about. */
  current: string;
  next: { name: string; go: () => void } | null;
}

const daysBack = 400;

/** The form for one figure: the period, the figure, perhaps a note, one button; and the answer beneath. */
export function FigureForm({ summary, current, next }: Props) {
  const { indicator } = summary;
  const [chosen, choose] = useState<string | null>(null);
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [fault, setFault] = useState<string | null>(null);
  const sender = useMemo(() => new Sender(indicator), [indicator.id]);
  const known = useLoaded<Series>(
    recentPath(indicator, current),
    (change) => change.kind === 'figures' && change.indicator === indicator.id,
  );
  useEffect(() => () => sender.end(), [sender]);

  const { state } = sender.sending.value;
  useEffect(() => {
    // What was refused stays in the field, to be mended.
    if (state === 'waiting' || state === 'unsent') setDraft(emptyDraft);
  }, [state]);

  const period = chosen ?? current;
  const points = known.value?.points ?? [];
  const there = points.find((point) => point.period === period);
  const busy = state === 'sending';
  const submit = (event: Event) => {
    event.preventDefault();
    const reading = readDraft(draft, indicator.scale);
    setFault(reading.ok ? null : reading.because === 'not-whole' ? words.post.notWhole : words.post.notNumber);
    if (!reading.ok) return;
    void sender.post(observationOf(indicator.id, period, { ...reading, note: draft.note.trim() }));
  };
  return (
    <form class="figure-form" onSubmit={submit} noValidate>
      <PeriodChooser indicator={indicator} current={current} chosen={period} points={points} onChoose={choose} />
      <FigureFields indicator={indicator} draft={draft} onDraft={setDraft} fault={fault} />
      <button type="submit" class="primary post-button" disabled={busy}>
        {busy ? words.post.sending : there ? words.post.correct : words.post.send}
      </button>
      <Before points={points} period={period} measure={indicator.measure} loaded={known.value !== null} />
      <Outcome sending={sender.sending.value} indicator={indicator} next={next} />
    </form>
  );
}

function recentPath(indicator: Indicator, current: string): string {
  const start = periodStart(current);
  return seriesPath(indicator.id, {
    from: start === null ? null : isoDate(start - daysBack * 86_400_000),
    known: null,
  });
}

function observationOf(
  indicator: string,
  period: string,
  read: { value: number; n?: number; note: string },
): PostedObservation {
  return {
    id: newId(),
    indicator,
    period,
    value: read.value,
    ...(read.n === undefined ? {} : { n: read.n }),
    ...(read.note === '' ? {} : { note: read.note }),
    ...(viewer.value ? { by: viewer.value.name } : {}),
    postedAt: new Date().toISOString(),
  };
}
