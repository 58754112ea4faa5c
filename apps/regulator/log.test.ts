import { expect, test } from '@jest/globals';
import pg from 'pg';
import { openLog } from './log.js';

test('an error of the database is told with its place, and without the row that it quotes', () => {
  const lines: string[] = [];
  const error = Object.assign(new pg.DatabaseError('null value in column "name"', 0, 'error'), {
    code: '23502',
    table: 'account',
    detail: 'Failing row contains (null, rosa@union.example, $argon2id$…).',
    where: 'PL/pgSQL function f(rosa@union.example)',
  });
  openLog('info', { write: (line) => void lines.push(line) }).error({ err: error }, 'it failed');
  expect(JSON.parse(lines.join(''))).toMatchObject({
    msg: 'it failed',
    err: { type: 'DatabaseError', message: 'null value in column "name"', code: '23502', table: 'account' },
  });
  expect(lines.join('')).not.toContain('rosa');
});
