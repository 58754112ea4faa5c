import type { Assessment, Language, ObservationStatus } from '#libs/contracts';

/** The language of the command line. */
const language: Language = 'en';

/** What became of a posted figure, as one sentence for the person who posted it. Ranges are the forecast's mean ± 2 sd. */
export function sayVerdict({ value, period, revision, assessment, id }: ObservationStatus): string {
  const figure = `${short(value ?? Number.NaN)} for ${period ?? 'this period'}`;
  const correction = revision !== null && revision > 1 ? ` (correction ${revision - 1})` : '';
  if (assessment === null) return `Taken: ${figure}${correction}. Not assessed; look again with its id ${id}.`;
  const verdict = assessment.deviation === null ? 'Ordinary' : 'Unusual';
  const because = assessment.deviation === null ? '' : `, because: ${assessment.deviation.sentence[language]}`;
  return `${verdict}${because}${because === '' ? ':' : because.endsWith('.') ? '' : '.'} ${figure}${correction}, ${expected(assessment)}.`;
}

function expected({ forecast: { mean, sd } }: Assessment): string {
  return `expected ${short(mean - 2 * sd)} to ${short(mean + 2 * sd)}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
