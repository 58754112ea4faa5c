import { memoryDatabase, timescaleDatabase } from '../../test/kit/databases.js';
import { storeContract } from '../../test/kit/store-contract.js';

storeContract('PGlite', memoryDatabase);
storeContract('WASM Postgres with TimescaleDB', timescaleDatabase);
