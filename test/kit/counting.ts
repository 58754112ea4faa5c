import pg from 'pg';

/** Counts rows in the database of a regulator that runs as a process of its own. */
export class Counting {
  readonly #pool: pg.Pool;

  constructor(url: string) {
    this.#pool = new pg.Pool({ connectionString: url });
    this.#pool.on('error', () => {});
  }

  /** How many rows there are in a table, or in a query in brackets with a name. */
  async count(from: string): Promise<number> {
    const found = await this.#pool.query<{ count: string }>(`select count(*) as count from ${from}`);
    return Number(found.rows[0]?.count);
  }

  /** How many figures of a team were taken, and how many whole days the top has got. */
  taken = (team: string) => this.count(`observation where indicator = '${team}.output'`);
  whole = () => this.count("figure where indicator = 'root.output' and coverage = 1 and settled");

  /** What must never be there: a figure twice, an id that was lost, an alert with a gap in its timeline. */
  async faults(): Promise<{ twice: number; lost: number; gaps: number }> {
    return {
      twice: await this.count("observation where indicator in ('a.output', 'b.output') and revision > 1"),
      lost: await this.count("receipt where state <> 'assessed'"),
      gaps: await this.count(
        '(select alert from alert_event group by alert having count(*) <> max(sequence)) as with_a_gap',
      ),
    };
  }

  /** One column of a query. */
  async column<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    const found = await this.#pool.query<{ it: T }>(sql, values);
    return found.rows.map(({ it }) => it);
  }

  end(): Promise<void> {
    return this.#pool.end();
  }
}
