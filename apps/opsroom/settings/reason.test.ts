import { expect, test } from '@jest/globals';
import { reasonIn } from './reason.js';

test.each([
  ['gone', 'nobody is there any more'],
  ['answered 503', 'the receiver answered 503'],
  ['no-mail', 'this server sends no mail'],
  ['EAUTH 535', 'EAUTH 535'],
  [null, ''],
])('%j is told as %j', (reason, told) => {
  expect(reasonIn(reason)).toBe(told);
});
