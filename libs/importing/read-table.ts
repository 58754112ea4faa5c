import { PostedObservation } from '#libs/contracts';
import { grouped } from '#libs/organisation';
import type { Organisation } from '#libs/organisation';
import { addressOf, textOf } from './cell.js';
import type { Cells } from './cell.js';
import { columnsOf } from './columns.js';
import { contentId } from './content-id.js';
import { decideDecimal } from './decide-decimal.js';
import type { DecimalDecision } from './decide-decimal.js';
import { doubtAt } from './doubt.js';
import type { Doubt } from './doubt.js';
import { findLayout } from './layout.js';
import { indicatorMatcher } from './match-indicator.js';
import { placeInTime } from './place-in-time.js';
import type { Placed } from './place-in-time.js';
import { isNumberText, readValue } from './read-value.js';
import { withoutRepeated } from './repeated.js';
import { slotsOf } from './slots.js';
import type { Slot } from './slots.js';
import type { Figure, ReadingOptions, Table } from './table.js';
import { unusualFigures } from './unusual.js';

/**
 * Reads a table of figures: long (indicator, period, value, note) or wide (a column of periods, a column an indicator). What is
 * certain becomes observations, with ids that follow from their content; everything else is a doubt at its cell. Nothing is guessed:
 * where the cells of a column leave the order of its dates or its decimal mark open, it is asked.
 */
export function readTable(cells: Cells, organisation: Organisation, options: ReadingOptions): Table {
  const match = indicatorMatcher(organisation, options.unit);
  const layout = findLayout(cells, match);
  if (layout === null) return unrecognised();
  const found = slotsOf(cells, layout, { match, organisation, unit: options.unit });
  const place = { cells, column: layout.period, header: layout.header, organisation, now: options.now };
  const timed = placeInTime(found.slots, place, options.dates ?? null);
  const marks = decimalMarks(found.slots, options.decimal ?? null);
  const read = timed.placed.map((placed) => readFigure(placed, marks));
  const { kept, doubts: repeated } = withoutRepeated(read.flatMap(({ figure }) => (figure === null ? [] : [figure])));
  const doubts = [...found.doubts, ...timed.doubts, ...read.flatMap(({ doubt }) => doubt ?? []), ...repeated];
  const { decision } = timed;
  const undecided = [...marks.values()].find(({ open }) => open);
  return {
    layout: layout.kind,
    header: layout.header,
    columns: columnsOf(cells, layout, { indicators: found.indicators, marks, order: decision.order }),
    rows: [...grouped(kept, ({ row }) => row)].map(([row, figures]) => ({ row, figures })),
    doubts: [...doubts, ...unusualFigures(kept)].toSorted((a, b) => a.row - b.row || a.column - b.column),
    questions: {
      dates: {
        asked: decision.open && options.dates === undefined,
        example: decision.example,
        possible: decision.possible,
      },
      decimal: { asked: undecided !== undefined && options.decimal === undefined, example: undecided?.example ?? null },
    },
  };
}

/** Each column's decimal mark, decided over all of its cells. */
function decimalMarks(slots: readonly Slot[], given: 'comma' | 'point' | null): ReadonlyMap<number, DecimalDecision> {
  const columns = grouped(slots, ({ column }) => column);
  return new Map([...columns].map(([column, own]) => [column, decideDecimal(numberTexts(own), given)]));
}

function numberTexts(column: readonly Slot[]): string[] {
  return column.flatMap(({ cell }) => (isNumberText(cell) ? [cell.trim()] : []));
}

interface ReadFigure {
  figure: Figure | null;
  doubt: Doubt | null;
}

function readFigure({ slot, period, at }: Placed, marks: ReadonlyMap<number, DecimalDecision>): ReadFigure {
  const { row, column, indicator, note } = slot;
  const value = readValue(slot.cell, indicator, marks.get(column)?.mark ?? null);
  if (value.kind === 'none') return { figure: null, doubt: null };
  if (value.kind === 'fault') return { figure: null, doubt: doubtAt(slot, value.fault) };
  const n = value.n === null ? [] : [String(value.n)];
  const read = PostedObservation.safeParse({
    id: contentId([indicator.id, at ?? period.name, String(value.value), note ?? '', ...n]),
    indicator: indicator.id,
    ...(at === null ? { period: period.name } : { at }),
    value: value.value,
    ...(value.n === null ? {} : { n: value.n }),
    ...(note === null ? {} : { note }),
  });
  if (!read.success || read.data.id === undefined) {
    const message = `The row cannot be sent: ${read.error?.issues[0]?.message ?? textOf(slot.cell)}.`;
    return { figure: null, doubt: doubtAt(slot, { code: 'observation-malformed', message }) };
  }
  const observation = { ...read.data, id: read.data.id };
  return { figure: { row, column, address: addressOf(slot), period: period.name, observation }, doubt: null };
}

function unrecognised(): Table {
  const message =
    'No row names a period and an indicator. Give the table a header: one column for the date or period, and one for each indicator, ' +
    'called as the unit calls it; or the columns indicator, period, value.';
  return {
    layout: null,
    header: -1,
    columns: [],
    rows: [],
    doubts: [doubtAt({ row: 0, column: 0 }, { code: 'layout-unknown', message })],
    questions: { dates: { asked: false, example: null, possible: [] }, decimal: { asked: false, example: null } },
  };
}
