import type { Column, Doubt, Figure, OpenedFile, Table } from '#libs/importing';
import { periodLabel } from '../format/periods.js';
import { whyNot, words } from '../words.js';
import { cellText, figureText } from './cell-text.js';
import { shownRows } from './shown-rows.js';

interface Props {
  table: Table;
  opened: OpenedFile;
  doubts: ReadonlyMap<string, Doubt>;
}

/** The table as it was read: what is sent as it was understood, what is doubtful as it stands in the file. */
export function PreviewTable({ table, opened, doubts }: Props) {
  const { columns, header } = table;
  const figures = new Map(table.rows.flatMap((row) => row.figures).map((figure) => [figure.address, figure]));
  const periods = new Map(table.rows.map(({ row, figures: [one] }) => [row, one?.period ?? null]));
  const doubtful = new Set([...doubts.values()].map(({ row }) => row));
  const rows = shownRows(header + 1, opened.cells.length, doubtful);
  return (
    <div class="table-scroll import-table" role="region" tabIndex={0} aria-label={words.importing.table}>
      <table>
        <PreviewHeader table={table} doubts={doubts} />
        <tbody>
          {rows.map((shown) =>
            'skipped' in shown ? (
              <tr key={`after ${shown.after}`} class="skipped">
                <td colSpan={columns.length + 1}>⋮ {words.importing.skipped(shown.skipped)}</td>
              </tr>
            ) : (
              <tr key={shown.row}>
                <th scope="row" class="letters">
                  {shown.row + 1}
                </th>
                {columns.map((column) => (
                  <PreviewCell
                    key={column.letters}
                    address={`${column.letters}${shown.row + 1}`}
                    column={column}
                    text={cellText(opened.cells[shown.row]?.[column.column] ?? null)}
                    figure={figures.get(`${column.letters}${shown.row + 1}`)}
                    period={column.role === 'period' ? (periods.get(shown.row) ?? null) : null}
                    doubt={doubts.get(`${column.letters}${shown.row + 1}`)}
                  />
                ))}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

function PreviewHeader({ table: { columns, header }, doubts }: Pick<Props, 'table' | 'doubts'>) {
  return (
    <thead>
      <tr>
        <td />
        {columns.map(({ letters }) => (
          <th key={letters} scope="col" class="letters">
            {letters}
          </th>
        ))}
      </tr>
      {header >= 0 && (
        <tr>
          <th scope="row" class="letters">
            {header + 1}
          </th>
          {columns.map((column) => (
            <PreviewHead key={column.letters} column={column} row={header} doubts={doubts} />
          ))}
        </tr>
      )}
    </thead>
  );
}

function PreviewHead({ column, row, doubts }: { column: Column; row: number; doubts: ReadonlyMap<string, Doubt> }) {
  const address = `${column.letters}${row + 1}`;
  const doubt = doubts.get(address);
  const severity = doubt?.severity;
  return (
    <th scope="col" id={`cell-${address}`} tabIndex={doubt ? -1 : undefined} class={`is-${severity ?? column.role}`}>
      {column.header}
      {severity ? <Sign severity={severity} /> : column.role === 'left-out' && <small>{words.importing.leftOut}</small>}
    </th>
  );
}

interface CellProps {
  address: string;
  column: Column;
  text: string;
  figure: Figure | undefined;
  period: string | null;
  doubt: Doubt | undefined;
}

function PreviewCell({ address, column, text, figure, period, doubt }: CellProps) {
  const isOut = column.role === 'left-out' || column.role === 'indicator' || column.role === 'value';
  const kind = doubt?.severity ?? (figure ? 'figure' : isOut ? 'left-out' : 'plain');
  return (
    <td id={`cell-${address}`} tabIndex={doubt ? -1 : undefined} class={`is-${kind}`} title={doubt && whyNot(doubt)}>
      {figure ? figureText(figure) : period === null ? text : periodLabel(period)}
      {doubt && <Sign severity={doubt.severity} />}
    </td>
  );
}

const signs: Readonly<Record<Doubt['severity'], string>> = { error: '✕', warning: '!', note: 'i' };

/** A sign for how doubtful a cell is, with its meaning in words for whoever does not see it. */
export function Sign({ severity }: { severity: Doubt['severity'] }) {
  return (
    <span class={`sign is-${severity}`} role="img" aria-label={words.importing.signs[severity]}>
      {signs[severity]}
    </span>
  );
}
