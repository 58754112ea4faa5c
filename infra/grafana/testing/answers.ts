/** What a database has answered: rows, and the type of each column. */
export interface Answer {
  rows: Record<string, unknown>[];
  fields: { name: string; dataTypeID: number }[];
}

const numbers = new Set([20, 21, 23, 700, 701, 1700]);
/** timestamp and timestamptz. */
const times = new Set([1114, 1184]);

/** What a panel of a type could not draw of an answer. */
export function faultsOf(type: string, format: string, answer: Answer): string[] {
  const faults = format === 'time_series' ? lineFaults(answer) : type === 'stat' ? numberFaults(answer) : [];
  const unnamed = answer.fields.some(({ name }) => name === '?column?' || name === '');
  return [...faults, ...(unnamed ? ['a column without a name'] : []), ...(answer.rows.length === 0 ? ['no rows'] : [])];
}

/** What could not be drawn as a mark: an annotation needs a time and a text. */
export function markFaults({ rows, fields }: Answer): string[] {
  const time = fields.find(({ name }) => name === 'time');
  return [
    times.has(time?.dataTypeID ?? 0) ? '' : 'no column time',
    rows.every((row) => typeof row['text'] === 'string') ? '' : 'a mark without a text',
    rows.length > 0 ? '' : 'no rows',
  ].filter(Boolean);
}

function lineFaults({ rows, fields }: Answer): string[] {
  const time = fields.find(({ name }) => name === 'time')?.dataTypeID ?? 0;
  const values = fields.filter(({ name }) => name !== 'time' && name !== 'metric');
  const at = rows.map((row) => (numbers.has(time) ? Number(row['time']) : Date.parse(String(row['time']))));
  return [
    times.has(time) || numbers.has(time) ? '' : 'no column time',
    values.length > 0 && values.every(({ dataTypeID }) => numbers.has(dataTypeID)) ? '' : 'a line that is no number',
    at.every((instant, n) => instant >= (at[n - 1] ?? -Infinity)) ? '' : 'not in the order of time',
    values.every(({ name }) => rows.some((row) => row[name] !== null)) ? '' : 'a line with nothing to draw',
  ].filter(Boolean);
}

function numberFaults({ rows, fields }: Answer): string[] {
  const one = rows.length === 1 && fields.length === 1 && numbers.has(fields[0]?.dataTypeID ?? 0);
  return one ? [] : ['not one number'];
}
