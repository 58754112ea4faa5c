import type { Database } from '#libs/adapters-postgres';
import { grouped } from '#libs/organisation';
import { complain, type Findings } from './findings.js';
import { wholes } from './works.js';

interface Row {
  indicator: string;
  period: string;
  value: number;
  coverage: number;
}

/** Every period of every whole is the sum of what its teams have posted now, with the share of them that have. */
export async function checkWholes(findings: Findings, { pool }: Database): Promise<void> {
  for (const [whole, parts] of wholes) {
    const found = await pool.query<Row>(
      'select indicator, period, value, coverage from figure where indicator = $1 or indicator = any($2::text[])',
      [whole, parts],
    );
    for (const [period, rows] of grouped(found.rows, (row) => row.period)) {
      const own = rows.find(({ indicator }) => indicator === whole);
      const below = rows.filter(({ indicator }) => indicator !== whole);
      const sum = below.reduce((total, { value }) => total + value, 0);
      const share = below.length / parts.length;
      if (own?.value !== sum || Math.abs(own.coverage - share) > 1e-9)
        complain(
          findings,
          'wholesWrong',
          `${whole} of ${period} is ${own?.value} of ${own?.coverage}, not ${sum} of ${share}`,
        );
    }
  }
}
