import { Temporal } from 'temporal-polyfill';

/** A stretch of time in which a zone keeps one offset from UTC; all in milliseconds, `to` is not in it any more. */
interface Span {
  from: number;
  to: number;
  offset: number;
}

const widestOffset = 26 * 3_600_000;
const mostSpans = 20_000;
const known = new Map<string, Span[]>();
let spanCount = 0;

/** The zone's offset from UTC at an instant, both in milliseconds. */
export function offsetAt(zone: string, instant: number): number {
  return spanAt(zone, instant).offset;
}

/**
 * The first instant at which the zone's clock has reached what `aim` wants: `aim` says at which instant that would be if
 * the offset never changed. A time that the clock jumps over is reached by the jump; one that it shows twice, the first time.
 */
export function firstInstant(zone: string, aim: (offset: number) => number): number {
  let span = spanAt(zone, aim(0) - widestOffset);
  while (aim(span.offset) >= span.to) span = spanAt(zone, span.to);
  return Math.max(aim(span.offset), span.from);
}

/** Looks the span up among those that this zone has needed so far, which are kept in order; asks Temporal for a new one. */
function spanAt(zone: string, instant: number): Span {
  const spans = known.get(zone) ?? [];
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.to ?? Infinity) <= instant) low = middle + 1;
    else high = middle;
  }
  const found = spans[low];
  return found && found.from <= instant ? found : remember(zone, askSpan(zone, instant));
}

function askSpan(zone: string, instant: number): Span {
  const there = Temporal.Instant.fromEpochMilliseconds(Math.floor(instant)).toZonedDateTimeISO(zone);
  const next = there.getTimeZoneTransition('next');
  const since = there.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  return {
    from: since?.epochMilliseconds ?? -Infinity,
    to: next?.epochMilliseconds ?? Infinity,
    offset: there.offsetNanoseconds / 1e6,
  };
}

function remember(zone: string, span: Span): Span {
  if (spanCount >= mostSpans) {
    known.clear();
    spanCount = 0;
  }
  spanCount += 1;
  known.set(
    zone,
    [...(known.get(zone) ?? []), span].toSorted((one, other) => one.to - other.to),
  );
  return span;
}
