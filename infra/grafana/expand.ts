/** The span and the choices that a dashboard is looked at with. */
export interface Looked {
  from: string;
  to: string;
  variables: Readonly<Record<string, string>>;
}

/** SQL as Grafana would send it: the macros that the panels use, put in; one that is not known is an error. */
export function expand(sql: string, { from, to, variables }: Looked): string {
  const expanded = sql
    .replaceAll(/\$__timeFilter\(([^)]+)\)/g, (_, column: string) => `${column} BETWEEN '${from}' AND '${to}'`)
    .replaceAll(/\$\{(\w+):sqlstring\}/g, (_, name: string) => {
      const value = variables[name];
      if (value === undefined) throw new Error(`There is no variable ${name}.`);
      return `'${value.replaceAll("'", "''")}'`;
    });
  const unknown = /\$(__\w+|\{[^}]*\})/.exec(expanded);
  if (unknown) throw new Error(`${unknown[0]} is not known: ${sql}`);
  return expanded;
}
