import type { Indicator } from '#libs/contracts';
import type { Organisation } from '#libs/organisation';
import { cellAt, columnLetters, textOf } from './cell.js';
import type { Cell, Cells, Place } from './cell.js';
import { doubtAt, quoted } from './doubt.js';
import type { Doubt } from './doubt.js';
import { isNumber, shareOf } from './layout.js';
import type { Layout } from './layout.js';
import type { Match } from './match-indicator.js';

/** A filled cell that should hold a figure of an indicator. */
export interface Slot extends Place {
  cell: Cell;
  indicator: Indicator;
  note: string | null;
}

/** The cells that should hold figures, what is wrong with the columns around them, and which indicator a column is. */
export interface Slots {
  slots: readonly Slot[];
  doubts: readonly Doubt[];
  indicators: ReadonlyMap<number, string>;
}

/** What the table is read against. */
export interface Known {
  match: (text: string) => Match;
  organisation: Organisation;
  unit: string | null;
}

/** Finds the cells of a table that should hold figures. */
export function slotsOf(cells: Cells, layout: Layout, known: Known): Slots {
  return layout.kind === 'wide' ? wideSlots(cells, layout, known) : longSlots(cells, layout, known);
}

function wideSlots(cells: Cells, { header, columns }: Extract<Layout, { kind: 'wide' }>, known: Known): Slots {
  const doubts: Doubt[] = [];
  const indicators = new Map<number, Indicator>();
  for (const column of columns) {
    const place = { row: header, column };
    const match = known.match(textOf(cellAt(cells, place)));
    if (match?.kind === 'indicator') indicators.set(column, match.indicator);
    else if (shareOf(cells, place, () => true) > 0) doubts.push(columnDoubt(cells, place, match, known));
  }
  const slots = cells.flatMap((_, row) =>
    row <= header
      ? []
      : [...indicators].flatMap(([column, indicator]) => {
          const cell = cellAt(cells, { row, column });
          return cell === null ? [] : [{ row, column, cell, indicator, note: null }];
        }),
  );
  return { slots, doubts, indicators: new Map([...indicators].map(([column, { id }]) => [column, id])) };
}

function columnDoubt(cells: Cells, place: Place, match: Match, known: Known): Doubt {
  if (match?.kind === 'fault') return doubtAt(place, match.fault);
  const header = textOf(cellAt(cells, place));
  const letters = columnLetters(place.column);
  if (shareOf(cells, place, isNumber) > 0.5) {
    const called = header === '' ? `Column ${letters} has numbers, but no name` : `${quoted(header)} is no indicator`;
    return doubtAt(place, { code: 'indicator-unknown', message: `${called}${offer(known)}.` });
  }
  const message = `Column ${letters}${header === '' ? '' : `, ${quoted(header)},`} holds no figures; it is left out.`;
  return doubtAt(place, { code: 'column-left-out', severity: 'note', message });
}

/** The names that would have been understood, as far as a line holds them. */
function offer({ organisation, unit }: Known): string {
  const posted = unit === null ? [] : organisation.indicatorsOf(unit).filter(({ rollUp }) => rollUp === undefined);
  if (posted.length === 0) return '; write its id in the header';
  const names = posted.slice(0, 6).map(({ name, measure }) => `${name} (${measure})`);
  return `; write one of ${names.join(', ')}${posted.length > names.length ? ' …' : ''} in the header`;
}

function longSlots(cells: Cells, layout: Extract<Layout, { kind: 'long' }>, known: Known): Slots {
  const doubts: Doubt[] = [];
  const slots = cells.flatMap((_, row) => {
    if (row <= layout.header) return [];
    const place = { row, column: layout.value };
    const cell = cellAt(cells, place);
    const name = textOf(cellAt(cells, { row, column: layout.indicator }));
    const match = known.match(name);
    if (cell === null) return [];
    if (match?.kind === 'indicator') {
      const note = layout.note === null ? '' : textOf(cellAt(cells, { row, column: layout.note }));
      return [{ ...place, cell, indicator: match.indicator, note: note === '' ? null : note }];
    }
    const message = `${name === '' ? 'The row names no indicator' : `${quoted(name)} is no indicator`}${offer(known)}.`;
    doubts.push(doubtAt({ row, column: layout.indicator }, match?.fault ?? { code: 'indicator-unknown', message }));
    return [];
  });
  return { slots, doubts, indicators: new Map() };
}
