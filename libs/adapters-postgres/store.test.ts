import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plainDatabase, timescaleDatabase } from '../../test/kit/databases.js';
import { sameAnswers } from '../../test/kit/same-answers.js';
import { storeContract } from '../../test/kit/store-contract.js';
import type { Database } from './index.js';

let plain: Database;
let timescale: Database;
beforeAll(async () => {
  [plain, timescale] = [await plainDatabase(), await timescaleDatabase()];
}, 180_000);
afterAll(() => Promise.all([plain.close(), timescale.close()]));

/** The contract borrows an engine: it is closed with this file. */
const borrowed = (database: Database): Database => ({ ...database, close: () => Promise.resolve() });
storeContract('PGlite', async () => borrowed(plain));
storeContract('WASM Postgres with TimescaleDB', async () => borrowed(timescale));

describe('TimescaleDB under the store', () => {
  test('keeps what has a time in hypertables', async () => {
    const found = await timescale.pool.query(
      'select hypertable_name::text as name from timescaledb_information.hypertables order by 1',
    );
    expect(found.rows.map(({ name }) => name)).toEqual(['assessment', 'figure', 'observation']);
  });
});
sameAnswers('WASM Postgres with TimescaleDB', async () => borrowed(timescale));
