import { describe, expect, it } from '@jest/globals';
import type { Origin } from './bus.js';
import { ownRecords, siftOrigins } from './origins.js';
import { noChanges } from './rows.js';
import { admitRecords, readRecords } from './take-observations.js';
import { posted, recordsOf, works } from './testing/works.js';

const place = { topic: 'synco.observations', partition: 1 };
const now = '2026-06-01T00:00:00Z';
const organisation = works();
const [plain] = recordsOf([posted(0, 5)], 0);
const unit = organisation.indicator('left')?.unit ?? '';
const node = (given: object = {}): Origin => ({ name: 'Loom', unit, indicators: null, ...given });

function taken(origin: Origin | undefined, changed: { id?: string; value?: string } = {}) {
  const changes = noChanges(now);
  const record = { offset: 0, key: 'left', value: null, ...plain, id: 'left-0', ...changed, ...(origin && { origin }) };
  const read = readRecords(changes, place, siftOrigins(changes, place, [record]), organisation);
  const admitted = admitRecords(changes, place, read, { organisation, receipts: new Map(), now: Date.UTC(2026, 5, 1) });
  return { admitted: admitted.length, codes: changes.refused.map(({ code }) => code), receipts: changes.receipts };
}

describe('who has written a record', () => {
  it('lets in what regulators wrote, and what a node wrote for its own unit', () => {
    for (const origin of [undefined, node(), node({ indicators: ['left'] })])
      expect(taken(origin)).toMatchObject({ admitted: 1, codes: [] });
  });

  it.each([
    ['another unit', node({ unit: 'elsewhere' })],
    ['another indicator', node({ indicators: ['right'] })],
  ])('refuses what a node writes for %s', (_, origin) => {
    expect(taken(origin)).toEqual({ admitted: 0, codes: ['record-foreign'], receipts: [] });
  });

  it('refuses a node that names another id than it has signed, or a replay', () => {
    expect(taken(node(), { id: 'left-1' }).codes).toEqual(['record-forged']);
    const replay = '0b0e5f0a-1111-4222-8333-444455556666';
    expect(taken(node(), { value: JSON.stringify({ ...posted(0, 5), replay }) }).codes).toEqual(['record-foreign']);
  });

  it('refuses what nobody known has written, and keeps no receipt that would speak of the real one', () => {
    const refusal = { code: 'record-forged', message: 'No.' } as const;
    expect(taken({ refusal })).toEqual({ admitted: 0, codes: ['record-forged'], receipts: [] });
  });

  it('lets nobody but regulators write on their own topics', () => {
    const changes = noChanges(now);
    const records = [undefined, node(), { refusal: { code: 'record-unsigned', message: 'No.' } as const }].map(
      (origin, offset) => ({ offset, key: null, id: null, value: null, ...(origin && { origin }) }),
    );
    expect(ownRecords(changes, place, records).map(({ offset }) => offset)).toEqual([0]);
    expect(changes.refused.map(({ code }) => code)).toEqual(['record-foreign', 'record-unsigned']);
  });
});
