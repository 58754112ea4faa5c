import { describe, expect, it } from '@jest/globals';
import type { Observation } from '#libs/contracts';
import { admit, readObservation } from './admit.js';
import { posted, works } from './testing/works.js';

const organisation = works({
  right: { scale: 'count' },
  further: [
    { id: 'hourly', unit: 'left-team', cadence: 'hour' },
    { id: 'yearly', unit: 'left-team', cadence: 'year' },
  ],
});
const now = Date.UTC(2026, 5, 1, 12);
const at = (instant: string, indicator = 'left'): Observation => {
  const { period: _, ...rest } = posted(0, 1, { indicator });
  return { ...rest, at: instant };
};

describe('the door', () => {
  it.each<[string, Observation]>([
    ['indicator-unknown', posted(0, 1, { indicator: 'nothing' })],
    ['indicator-rolled-up', posted(0, 1, { indicator: 'all' })],
    ['value-out-of-scale', posted(0, 1.5, { indicator: 'right' })],
    ['period-malformed', posted(0, 1, { period: '2026-W01' })],
    ['period-malformed', posted(0, 1, { period: '2026-02-30' })],
    ['period-malformed', posted(0, 1, { period: undefined })],
    ['period-malformed', posted(0, 1, { at: '2026-01-01T12:00:00Z' })],
    ['period-malformed', at('0000-06-01T00:00:00Z')],
    ['period-malformed', at('9999-12-31T23:30:00Z')],
    ['period-in-future', posted(0, 1, { period: '2026-06-02' })],
  ])('refuses with %s', (code, observation) => {
    expect(admit(organisation, observation, now)).toMatchObject({ kind: 'refused', refusal: { code } });
  });

  it('refuses everything before there is an organisation', () => {
    expect(admit(null, posted(0, 1), now)).toMatchObject({ refusal: { code: 'organisation-missing' } });
  });

  it('lets in a period by its name, begun or about to begin', () => {
    expect(admit(organisation, posted(0, 1), now)).toMatchObject({ kind: 'admitted', period: { name: '2026-01-01' } });
    const nearly = Date.UTC(2026, 5, 1, 21, 55);
    expect(admit(organisation, posted(0, 1, { period: '2026-06-02' }), nearly).kind).toBe('admitted');
    expect(admit(organisation, posted(0, 1, { period: '2026-06-02' }), nearly - 1).kind).toBe('refused');
  });

  it.each([
    ['left', '2026-03-31T22:30:00Z', '2026-04-01'],
    ['hourly', '2026-03-31T22:30:00Z', '2026-04-01T00+02:00'],
    ['yearly', '0001-06-01T00:00:00Z', '0001'],
  ])('maps an instant to the period of %s in its zone', (indicator, instant, name) => {
    expect(admit(organisation, at(instant, indicator), now)).toMatchObject({ period: { name } });
  });

  it.each([null, '', '{', '[]', '{"id":"a"}', JSON.stringify({ ...posted(0, 1), value: 'many' })])(
    'cannot read %s',
    (text) => {
      expect(readObservation(text)).toMatchObject({ code: 'message-malformed' });
    },
  );

  it('reads what was written', () => {
    expect(readObservation(JSON.stringify(posted(3, 4)))).toEqual(posted(3, 4));
  });
});
