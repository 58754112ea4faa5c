import { describe, expect, it } from '@jest/globals';
import { Series } from '#libs/contracts';
import { seriesView } from './series.js';
import { of, organisation, reading } from './testing/federation.js';

function view(id: string, viewer: string, readings = [reading()]) {
  const indicator = organisation.indicator(id);
  if (!indicator) throw new Error('an indicator');
  return seriesView(organisation, indicator, of(viewer), { readings, truncated: false });
}

describe('a series', () => {
  it('tells the unit itself who posted and what was noted, and nobody else', () => {
    expect(view('first.output', 'first').points).toMatchObject([{ by: 'Ana', note: 'a belt broke' }]);
    for (const outside of ['works', 'second', 'federation']) {
      expect(view('first.output', outside).points).toMatchObject([{ by: null, note: null, value: 80 }]);
    }
  });

  it('is what the contract says, with nothing more', () => {
    const series = view('first.output', 'first');
    expect(Series.parse(series)).toEqual(series);
  });

  it('has the indices of the agreed values, from the date on which they hold', () => {
    const early = reading({ period: '2025-12-31', starts: '2025-12-31T00:00:00' });
    expect(view('first.output', 'first', [early, reading()]).points.map(({ indices }) => indices)).toEqual([
      { productivity: null, latency: null, performance: null },
      { productivity: 0.8, latency: 0.5, performance: 0.4 },
    ]);
  });

  it('has those of its parts where nothing is agreed above', () => {
    const whole = reading({ indicator: 'works.output', capability: 160, potentiality: 320 });
    expect(view('works.output', 'works', [whole]).points[0]?.indices).toEqual({
      productivity: 0.5,
      latency: 0.5,
      performance: 0.25,
    });
  });

  it('of a ratio has those of its carried sums, whatever is agreed for the ratio itself', () => {
    const ratio = reading({ indicator: 'works.share', value: 0.5, actuality: 80, capability: 160, potentiality: 200 });
    expect(view('works.share', 'works', [ratio]).points[0]?.indices).toEqual({
      productivity: 0.5,
      latency: 0.8,
      performance: 0.4,
    });
  });
});
