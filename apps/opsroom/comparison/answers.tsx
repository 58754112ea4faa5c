import type { AnswerTimes, AnswerTimesRow } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { useLoaded } from '../data/loaded.js';
import { formatNumber } from '../format/numbers.js';
import { Shown } from '../shell/notice.js';
import { words } from '../words.js';
import type { Quarter } from './quarters.js';

const say = words.compare.answers;
const counts = ['owed', 'inTime', 'late', 'missed', 'waiting'] as const;

/** How a unit and those inside it have answered over a quarter. */
export function Answers({ unit, quarter }: { unit: string; quarter: Quarter }) {
  const path = `/api/units/${encodeURIComponent(unit)}/answers?from=${quarter.from}&to=${quarter.to}`;
  const times = useLoaded<AnswerTimes>(path, (change) => change.kind === 'alert' || change.kind === 'organisation');
  return (
    <section class="comparison">
      <h2>{say.title}</h2>
      <Shown from={times}>
        {({ rows }) => (rows.length === 0 ? <p class="soft">{say.none}</p> : <AnswersTable rows={rows} />)}
      </Shown>
    </section>
  );
}

function AnswersTable({ rows }: { rows: readonly AnswerTimesRow[] }) {
  return (
    <>
      <p class="soft">{say.lead}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{say.unit}</th>
            <th scope="col">{say.kind}</th>
            {[...counts.map((count) => say[count]), say.median].map((head) => (
              <th key={head} scope="col" class="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <AnswersRow key={`${row.unit} ${row.kind}`} row={row} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function AnswersRow({ row }: { row: AnswerTimesRow }) {
  return (
    <tr>
      <th scope="row">
        <a href={addressOf({ page: 'unit', id: row.unit })}>{row.unitName}</a>
      </th>
      <td data-head={say.kind}>{say.kinds[row.kind]}</td>
      {counts.map((count) => (
        <td key={count} class="number" data-head={say[count]}>
          {formatNumber(row[count])}
        </td>
      ))}
      <td class="number" data-head={say.median}>
        {row.medianMinutes === null
          ? words.compare.noValue
          : say.hours(formatNumber(Math.round(row.medianMinutes / 6) / 10))}
      </td>
    </tr>
  );
}
