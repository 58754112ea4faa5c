/** What a header's word says of its column, in the languages that spreadsheets of the works are written in. */
export type HeaderWord = 'indicator' | 'period' | 'value' | 'note';

const words: Readonly<Record<HeaderWord, string>> = {
  indicator: 'indicator|indicador|kennzahl|indicateur',
  period:
    'at|period|date|day|week|month|quarter|year|hour|time|shift|when|período|periodo|fecha|día|dia|semana|mes|trimestre|año|' +
    'hora|turno|zeitraum|datum|tag|woche|monat|quartal|jahr|stunde|zeit|schicht|jour|semaine|mois|année|heure',
  value: 'value|figure|valor|cifra|wert|valeur',
  note: 'note|notes|remark|remarks|comment|comments|nota|notas|observaciones|comentario|bemerkung|remarque',
};
const byWord = new Map(
  (['indicator', 'period', 'value', 'note'] as const).flatMap((role) =>
    words[role].split('|').map((word) => [word, role]),
  ),
);

/** The role that a header's text names; null where it is no such word. */
export function headerWord(text: string): HeaderWord | null {
  return byWord.get(text.normalize('NFC').trim().toLowerCase()) ?? null;
}

/** Whether a text in place of a period heads a row of totals, which is no figure of any period. */
export function saysTotal(text: string): boolean {
  return /^(?:grand total|sub-?total|total(?:es)?|sum|summe|gesamt|suma|average|mean|media|promedio|mittelwert|moyenne)\b/i.test(
    text.trim(),
  );
}
