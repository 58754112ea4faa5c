import type { Figure } from '#libs/contracts';

/** A figure as an array, in the order of `figuresIn`. */
type Cells = [
  indicator: string,
  period: string,
  starts: string,
  ordinal: number,
  revision: number,
  value: number,
  comparable: number,
  coverage: number,
  settled: boolean,
  actuality: number | null,
  capability: number | null,
  potentiality: number | null,
];

const columns =
  'indicator period starts ordinal revision value comparable coverage settled actuality capability potentiality'.split(
    ' ',
  );

/** The select list that answers all figures as one JSON array of arrays: reading rows costs several times as much, above all from PGlite. */
export function figuresIn(alias: string, order = ''): string {
  return `json_agg(json_build_array(${columns.map((column) => `${alias}.${column}`).join(', ')}) ${order}) as figures`;
}

/** The figures in what such a statement has answered. */
export function figuresFrom([row]: { figures?: Cells[] | null }[]): Figure[] {
  return (row?.figures ?? []).map((cells) => {
    const [indicator, period, starts, ordinal, revision, value, comparable, coverage, settled, ...agreed] = cells;
    const [actuality, capability, potentiality] = agreed;
    return {
      indicator,
      period,
      starts,
      ordinal,
      revision,
      value,
      comparable,
      coverage,
      settled,
      actuality,
      capability,
      potentiality,
    };
  });
}
