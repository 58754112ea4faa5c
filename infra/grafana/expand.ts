/** The span and the choices that a dashboard is looked at with, and whether its data source says `timescaledb: true`. */
export interface Looked {
  from: string;
  to: string;
  timescale: boolean;
  variables: Readonly<Record<string, string>>;
}

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

/** SQL as Grafana would send it: the macros that the panels use, put in as its PostgreSQL data source does; one that is not known is an error. */
export function expand(sql: string, { from, to, timescale, variables }: Looked): string {
  const expanded = sql
    .replaceAll(/\$__timeFilter\(([^)]+)\)/g, (_, column: string) => `${column} BETWEEN '${from}' AND '${to}'`)
    .replaceAll(/\$__timeGroupAlias\((\w+), ?'(\d+)([smhdw])'\)/g, (_, column: string, count: string, unit: string) => {
      const width = Number(count) * (seconds[unit] ?? 0);
      if (timescale) return `time_bucket('${width.toFixed(3)}s',${column}) AS "time"`;
      return `floor(extract(epoch from ${column})/${width})*${width} AS "time"`;
    })
    .replaceAll(/\$\{(\w+):sqlstring\}/g, (_, name: string) => {
      const value = variables[name];
      if (value === undefined) throw new Error(`There is no variable ${name}.`);
      return `'${value.replaceAll("'", "''")}'`;
    });
  const unknown = /\$(__\w+|\w*[a-z]\w*|\{[^}]*\})/.exec(expanded);
  if (unknown) throw new Error(`${unknown[0]} is not known: ${sql}`);
  return expanded;
}
