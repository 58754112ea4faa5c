import type { Assessment, ObservationStatus } from '#libs/contracts';

/** What became of a posted figure, as one sentence for the person who posted it. Ranges are the forecast's mean ± 2 sd. */
export function sayVerdict({ value, period, revision, assessment, id }: ObservationStatus): string {
  const figure = `${short(value ?? Number.NaN)} for ${period ?? 'this period'}`;
  const correction = revision !== null && revision > 1 ? ` (correction ${revision - 1})` : '';
  if (assessment === null) return `Taken: ${figure}${correction}. Not assessed; look again with its id ${id}.`;
  const verdict = assessment.deviation === null ? 'Ordinary' : 'Unusual';
  const because = assessment.deviation === null ? '' : ` because ${lower(assessment.deviation.sentence)}`;
  return `${verdict}${because}${because === '' ? ':' : because.endsWith('.') ? '' : '.'} ${figure}${correction}, ${expected(assessment)}.`;
}

function expected({ forecast: { mean, sd } }: Assessment): string {
  return `expected ${short(mean - 2 * sd)} to ${short(mean + 2 * sd)}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
