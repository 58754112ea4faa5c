import { afterEach, beforeEach, describe } from '@jest/globals';
import type { Bus } from '#libs/regulation';
import type { Context } from './bus-contract-common.js';
import { shares, stops } from './bus-contract-company.js';
import { delivers } from './bus-contract-delivery.js';
import { obeys } from './bus-contract-positions.js';
import { Store } from './bus-reader.js';

/** An empty bus for one test: `second` gives another process's view of the same log; `close` closes all of them. */
export interface BusUnderTest {
  bus: Bus;
  second(): Promise<Bus>;
  close(): Promise<void>;
}

/** The promises of the bus, for every adapter: each must come with at least two partitions a topic. */
export function busContract(name: string, makeBus: () => Promise<BusUnderTest>): void {
  describe(`the bus (${name})`, () => {
    let made: BusUnderTest;
    let store: Store;
    beforeEach(async () => {
      made = await makeBus();
      store = new Store();
    });
    afterEach(() => made.close());
    const context: Context = { bus: () => made.bus, second: () => made.second(), store: () => store };
    describe('delivers', () => {
      delivers(context);
    });
    describe('goes where the handler says', () => {
      obeys(context);
    });
    describe('with several at once', () => {
      shares(context);
    });
    describe('stops', () => {
      stops(context);
    });
  });
}
