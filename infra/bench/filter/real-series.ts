import { readFileSync } from 'node:fs';
import type { FilterInput, FilterSettings } from '#libs/filtering';
import { parse } from 'csv-parse/sync';

/** An indicator of the demo: its rows, and the names of its periods, the first period being 1. */
export interface RealSeries {
  group: string;
  name: string;
  settings: FilterSettings;
  rows: readonly FilterInput[];
  nameOf: (period: number) => string;
  /** How many periods go by before coverage is counted. */
  learning: number;
}

interface Dated {
  /** Months or days since some beginning. */
  at: number;
  value: number | null;
}

// From dist/infra/bench/filter to the sources.
const folder = new URL('../../../../infra/demo/source/', import.meta.url);
const dayLength = 86_400_000;

/** The production of 34 European countries, month by month; blanks between the first and the last figure are missing rows. */
export function europeanSeries(): RealSeries[] {
  const records = read('eu-manufacturing-monthly.csv');
  const codes = Object.keys(records[0] ?? {}).filter((column) => column !== 'date');
  return codes.map((code) => {
    const dated = records.map((record) => ({ at: monthOf(record['date'] ?? ''), value: figure(record[code]) }));
    const first = dated.findIndex(({ value }) => value !== null);
    const last = dated.findLastIndex(({ value }) => value !== null);
    return series({ group: 'Europe', name: code }, 'month', dated.slice(first, last + 1));
  });
}

/** Four indicators of 24 garment teams, day by day; days off have no row, so that more than one day goes by. */
export function garmentSeries(): RealSeries[] {
  const measures = {
    productivity: 'actual_productivity',
    'work in progress': 'wip',
    overtime: 'over_time',
    workers: 'no_of_workers',
  };
  const teams = ['sweing', 'finishing'].flatMap((department) =>
    Array.from({ length: 12 }, (_, i) => ({ department, team: String(i + 1) })),
  );
  const records = read('garment-teams-daily.csv');
  return Object.entries(measures).flatMap(([measure, column]) =>
    teams.flatMap(({ department, team }) => {
      const dated = records
        .filter((record) => record['department'] === department && record['team_no'] === team)
        .map((record) => ({ at: dayOf(record['date'] ?? ''), value: figure(record[column]) }))
        .filter(({ value }) => value !== null);
      const spelt = department === 'sweing' ? 'sewing' : department;
      const named = { group: `${measure}, ${spelt}`, name: `${spelt} ${team} ${measure}` };
      return dated.length === 0 ? [] : series(named, 'day', dated);
    }),
  );
}

function series(
  named: Pick<RealSeries, 'group' | 'name'>,
  cadence: 'month' | 'day',
  dated: readonly Dated[],
): RealSeries {
  const beginning = dated[0]?.at ?? 0;
  const rows = dated.map(({ at, value }, i) => ({
    elapsed: i === 0 ? 1 : at - (dated[i - 1]?.at ?? 0),
    value,
    weight: 1,
  }));
  const nameOf = cadence === 'month' ? nameOfMonth : nameOfDay;
  return {
    ...named,
    settings: { cadence, scale: 'positive', sensitivity: 'normal' },
    rows,
    nameOf: (period) => nameOf(beginning + period - 1),
    learning: cadence === 'month' ? 36 : 15,
  };
}

function read(name: string): Record<string, string>[] {
  return parse<Record<string, string>>(readFileSync(new URL(name, folder)), { columns: true, trim: true, bom: true });
}

function figure(written: string | undefined): number | null {
  return written === undefined || written === '' ? null : Number(written);
}

function monthOf(iso: string): number {
  const [year = 0, month = 1] = iso.split('-').map(Number);
  return year * 12 + month - 1;
}

function nameOfMonth(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** M/D/YYYY as a count of days. */
function dayOf(written: string): number {
  const [month = 1, day = 1, year = 0] = written.split('/').map(Number);
  return Date.UTC(year, month - 1, day) / dayLength;
}

function nameOfDay(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}
