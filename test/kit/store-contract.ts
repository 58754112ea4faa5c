import { afterAll, beforeAll, beforeEach, describe } from '@jest/globals';
import type { Database } from '#libs/adapters-postgres';
import { emptied } from './databases.js';
import { fences } from './store-contract-fences.js';
import { hasInboxes } from './store-contract-inbox.js';
import { knows } from './store-contract-knowledge.js';
import { loops } from './store-contract-loop.js';
import { tells } from './store-contract-messages.js';
import { migrates } from './store-contract-migrations.js';
import { reads } from './store-contract-readings.js';
import { keepsTheRules } from './store-contract-rules.js';

/** The promises of the store, and the whole loop over it, for every database that it runs on. */
export function storeContract(name: string, open: () => Promise<Database>): void {
  describe(`the store (${name})`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await open();
    });
    afterAll(() => database.close());
    beforeEach(() => emptied(database));
    const given = () => database;
    describe('migrates', () => {
      migrates(given);
    });
    describe('lets one writer pass', () => {
      fences(given);
    });
    describe('hands messages on', () => {
      tells(given);
    });
    describe('knows', () => {
      knows(given);
    });
    describe('reads', () => {
      reads(given);
    });
    describe('keeps an inbox, which', () => {
      hasInboxes(given);
    });
    describe('with the loop over it', () => {
      loops(given);
    });
    describe('keeps', () => {
      keepsTheRules(given);
    });
  });
}
