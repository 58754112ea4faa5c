import { describe, expect, it } from '@jest/globals';
import type { Figure, Observation } from '#libs/contracts';
import { type KnownReceipt, noChanges } from './rows.js';
import { admitRecords, readRecords, takeObservations } from './take-observations.js';
import { dayOfYear, figure, posted, recordsOf, works } from './testing/works.js';

const place = { topic: 'synco.observations', partition: 3 };
const now = '2026-06-01T00:00:00Z';
const organisation = works();

function take(observations: Observation[], receipts: [string, KnownReceipt][] = [], current: Figure[] = []) {
  const changes = noChanges(now);
  const read = readRecords(changes, place, recordsOf(observations, 10), organisation);
  const known = { organisation, receipts: new Map(receipts), now: Date.UTC(2026, 5, 1) };
  const touched = takeObservations(changes, admitRecords(changes, place, read, known), current, null);
  return { changes, touched, taken: changes.observations.map(({ id, revision, value }) => [id, revision, value]) };
}

const taken = (value: number): KnownReceipt => ({
  state: 'assessed',
  content: { period: dayOfYear(0).name, value, n: null, note: null },
});

describe('figures as they come', () => {
  it('become the first revision of their period, with a receipt', () => {
    const { changes, touched } = take([posted(0, 5, { by: 'Ana', note: 'rain' })]);
    expect(changes.observations).toMatchObject([
      {
        id: 'left-0',
        period: '2026-01-01',
        revision: 1,
        value: 5,
        comparable: 5,
        coverage: 1,
        settled: true,
        by: 'Ana',
      },
    ]);
    expect(changes.receipts).toMatchObject([{ id: 'left-0', state: 'assessed', revision: 1 }]);
    expect([...(touched.get('left')?.values() ?? [])]).toMatchObject([{ value: 5, actuality: 5 }]);
  });

  it('are corrected by a new id: a further revision, of what is stored and within a batch', () => {
    const { taken: rows, touched } = take(
      [posted(0, 6, { id: 'b' }), posted(0, 7, { id: 'c' })],
      [],
      [figure('left', 0, 5, { revision: 4 })],
    );
    expect(rows).toEqual([
      ['b', 5, 6],
      ['c', 6, 7],
    ]);
    expect(touched.get('left')?.get(dayOfYear(0).ordinal)).toMatchObject({ value: 7, revision: 6 });
  });

  it.each<[string, [string, KnownReceipt][]]>([
    ['in the batch', []],
    ['in the store', [['left left-0', taken(5)]]],
  ])('are ignored when an id comes again with the same content: %s', (_, receipts) => {
    const { taken: rows, changes } = take([posted(0, 5), posted(0, 5, { postedAt: now, by: 'Ben' })], receipts);
    expect(rows).toHaveLength(receipts.length === 0 ? 1 : 0);
    expect(changes.refused).toEqual([]);
  });

  it.each<[string, Partial<Observation>]>([
    ['value', { value: 6 }],
    ['period', { period: '2026-01-02' }],
    ['note', { note: 'other' }],
  ])('are refused when an id comes again with another %s', (_, other) => {
    const { taken: rows, changes } = take([posted(0, 5), { ...posted(0, 5), ...other }]);
    expect(rows).toHaveLength(1);
    expect(changes.refused).toMatchObject([{ code: 'id-reused', offset: 11, partition: 3 }]);
    expect(changes.receipts).toHaveLength(1);
  });

  it('are news of another indicator, whatever has come there under the id: nobody takes it away or learns of it', () => {
    const other = { ...posted(0, 5), indicator: 'right' };
    expect(take([posted(0, 5), other]).taken).toHaveLength(2);
    expect(take([other], [['left left-0', taken(5)]]).changes).toMatchObject({ refused: [], repeated: 0 });
  });

  it('are taken where the door has only noted that they are on their way', () => {
    expect(take([posted(0, 5)], [['left left-0', { state: 'pending', content: null }]]).taken).toHaveLength(1);
  });

  it('refuse themselves only, each with its reason', () => {
    const { taken: rows, changes } = take([posted(0, 1), posted(1, 2, { indicator: 'nothing' }), posted(2, 3)]);
    expect(rows).toHaveLength(2);
    expect(changes.refused).toMatchObject([{ code: 'indicator-unknown', offset: 11 }]);
    expect(changes.receipts.map(({ state }) => state).toSorted()).toEqual(['assessed', 'assessed', 'refused']);
  });

  it('that were refused once may come again when what was wrong has been mended', () => {
    const { taken: rows, changes } = take([posted(0, 1)], [['left left-0', { state: 'refused', content: null }]]);
    expect(rows).toEqual([['left-0', 1, 1]]);
    expect(changes.refused).toEqual([]);
  });

  it('that cannot be read are listed with their place and their length', () => {
    const changes = noChanges(now);
    const value = `{${'x'.repeat(400)}`;
    expect(readRecords(changes, place, [{ offset: 7, key: null, id: 'm', value }], organisation)).toEqual([]);
    expect(changes.refused).toMatchObject([
      {
        ...place,
        offset: 7,
        messageId: 'm',
        code: 'message-malformed',
        excerpt: '401 characters that are no JSON object',
      },
    ]);
  });
});
