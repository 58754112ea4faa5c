import { expect, test } from '@jest/globals';
import { Standstill } from './standstill.js';

test('what waits and does not move for too long stands still; what moves, or waits for nothing, does not', () => {
  const outbox = new Standstill(60_000);
  expect(outbox.look(5, '10', 0)).toBeNull();
  expect(outbox.look(5, '10', 59_999)).toBeNull();
  expect(outbox.look(9, '10', 60_000)).toBe(60_000);
  expect(outbox.look(9, '11', 61_000)).toBeNull();
  expect(outbox.look(0, '11', 200_000)).toBeNull();
  expect(outbox.look(1, '11', 259_999)).toBeNull();
  expect(outbox.look(1, '11', 260_000)).toBe(60_000);
});
