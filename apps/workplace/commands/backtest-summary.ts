import { type BacktestCount, type BacktestSummary, type Deviation, DeviationKind, Sign } from '#libs/contracts';

const kinds: Readonly<Record<DeviationKind, string>> = {
  transient: 'once',
  step: 'new level',
  slope: 'new trend',
  unclear: 'still unclear',
};
const signs: Readonly<Record<Sign, string>> = { pleasure: 'for the better', pain: 'for the worse' };
const mark = '*';

/** The summary of a back-test as people read it on a terminal, the chosen sensitivity marked; ends with a line break. */
export function summaryText(summary: BacktestSummary, refused: number): string {
  const chosen = summary.sensitivities.find((one) => one.sensitivity === summary.chosen);
  return [
    spanOf(summary, refused),
    ...(summary.enough && chosen
      ? [`With these settings: ${rateOf(chosen)}.`, '', ...table(summary), ...largest(summary)]
      : ['Too few values: nothing can be said yet.']),
    '',
  ].join('\n');
}

function spanOf({ rows, values, missing, from, to, periods, years }: BacktestSummary, refused: number): string {
  const counts = [
    many(rows, 'row'),
    many(values, 'value'),
    `${number(missing)} missing`,
    ...(refused > 0 ? [`${number(refused)} refused`] : []),
  ].join(', ');
  if (from === null || to === null) return `${counts}.`;
  const long = years === null ? 'cadence unknown' : `${number(Number(years.toPrecision(2)))} years`;
  return `${counts}; from ${from} to ${to}: ${many(periods, 'period')}, ${long}.`;
}

function rateOf({ aYear, aThousandRows }: BacktestCount): string {
  return aYear === null
    ? `${rate(aThousandRows)} alerts in a thousand rows`
    : `${rate(aYear)} ${rate(aYear) === '1' ? 'alert' : 'alerts'} a year`;
}

/** A line of the table: its head, and what stands below a sensitivity. */
type Line = [head: string, cell: (one: BacktestCount) => string];

function table({ sensitivities, chosen }: BacktestSummary): string[] {
  const yearly = sensitivities.every(({ aYear }) => aYear !== null);
  const lines: Line[] = [
    ['', ({ sensitivity }) => `${sensitivity}${sensitivity === chosen ? mark : ''}`],
    [yearly ? 'alerts a year' : 'alerts in 1000 rows', ({ aYear, aThousandRows }) => rate(aYear ?? aThousandRows)],
    ['alerts', ({ alerts }) => number(alerts)],
    ...DeviationKind.options.map((kind): Line => [`  ${kinds[kind]}`, (one) => number(one.kinds[kind])]),
    ...Sign.options.map((sign): Line => [`  ${signs[sign]}`, (one) => number(one.signs[sign])]),
    ['  withdrawn later', ({ withdrawn }) => number(withdrawn)],
  ];
  return lines.map(([head, cell]) => head.padEnd(20) + sensitivities.map((one) => cell(one).padStart(12)).join(''));
}

function largest({ largest: events }: BacktestSummary): string[] {
  return events.length === 0 ? [] : ['', 'The largest:', ...events.map(eventLine)];
}

function eventLine({ onset, kind, direction, sizeInSd, sentence }: Deviation): string {
  return `  ${onset}  ${kinds[kind]}, ${direction}, ${rate(Math.abs(sizeInSd))} sd: ${sentence.en}`;
}

function many(count: number, one: string): string {
  return `${number(count)} ${count === 1 ? one : `${one}s`}`;
}

function number(value: number): string {
  return new Intl.NumberFormat('en').format(value);
}

/** One decimal, and two below one: a rate of one in twenty years is not none. */
function rate(value: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: value < 1 ? 2 : 1 }).format(value);
}
