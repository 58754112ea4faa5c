import type { DateOrder, DecimalMark, Doubt, Table } from '#libs/importing';
import { words } from '../words.js';
import type { Answers } from './reader.js';

type Question = NonNullable<Doubt['asks']>;

interface Props {
  table: Table;
  answers: Answers;
  onAnswer: (answers: Answers) => void;
}

/** What the cells leave open: the order of the dates, the decimal mark; one answer for all of them. */
export function Questions({ table: { questions, columns, doubts }, answers, onAnswer }: Props) {
  const { dates, decimal } = questions;
  const period = columns.find(({ role }) => role === 'period');
  const waiting = (question: Question) => doubts.filter(({ asks }) => asks === question).length;
  return (
    <>
      {dates.example !== null && (
        <Choice<DateOrder>
          name="dates"
          legend={words.importing.dates(period?.letters ?? '', dates.example)}
          open={dates.asked}
          waiting={waiting('dates')}
          options={dates.possible.map((order) => [order, words.importing.orders[order]])}
          chosen={answers.dates}
          onChoose={(order) => onAnswer({ ...answers, dates: order })}
        />
      )}
      {decimal.example !== null && (
        <Choice<DecimalMark>
          name="decimal"
          legend={words.importing.decimal(decimal.example)}
          open={decimal.asked}
          waiting={waiting('decimal')}
          options={(['point', 'comma'] as const).map((mark) => [mark, meaning(decimal.example ?? '', mark)])}
          chosen={answers.decimal}
          onChoose={(mark) => onAnswer({ ...answers, decimal: mark })}
        />
      )}
    </>
  );
}

/** What a number of one mark before three digits means where that mark is decimal, or parts thousands. */
function meaning(example: string, mark: DecimalMark): string {
  const [, whole = '', sign, thousandths = ''] = /(-?\d+)([.,])(\d+)/.exec(example) ?? [];
  const written: DecimalMark = sign === ',' ? 'comma' : 'point';
  return written === mark
    ? words.importing.means.begins(whole, thousandths, written)
    : words.importing.means.parts(whole + thousandths, written);
}

interface ChoiceProps<T extends string> {
  name: string;
  legend: string;
  open: boolean;
  /** How many cells wait for the answer. */
  waiting: number;
  options: readonly (readonly [T, string])[];
  chosen: T | undefined;
  onChoose: (option: T) => void;
}

function Choice<T extends string>({ name, legend, open, waiting, options, chosen, onChoose }: ChoiceProps<T>) {
  return (
    <fieldset class={`choice import-question ${open ? 'is-open' : ''}`}>
      <legend>
        {legend} {waiting > 0 && <strong>{words.importing.waits(waiting)}</strong>}
      </legend>
      {options.map(([option, label]) => (
        <label key={option}>
          <input type="radio" name={name} checked={chosen === option} onChange={() => onChoose(option)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
