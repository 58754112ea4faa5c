import { describe, expect, test } from '@jest/globals';
import { OrganisationDocument } from '#libs/contracts';
import type { PostedObservation } from '#libs/contracts';
import { timeline } from './timeline.js';

const daily = { unit: 'works', name: 'Output', measure: 'pieces', scale: 'count', good: 'more' };
const document = OrganisationDocument.parse({
  name: 'Works',
  units: [{ id: 'works', name: 'Works', parent: null, timeZone: 'Asia/Dhaka' }],
  indicators: [
    { ...daily, id: 'day', cadence: 'day' },
    { ...daily, id: 'month', cadence: 'month' },
  ],
});
const now = Date.parse('2026-11-22T12:00:00Z');

function figure(indicator: string, period: string): PostedObservation {
  return { id: `${indicator}/${period}`, indicator, period, value: 1 };
}

describe('a history', () => {
  test('is put in the order in which its periods ended, whatever their length', () => {
    const history = timeline(document, now);
    const figures = [figure('month', '2026-10'), figure('day', '2026-11-02'), figure('day', '2026-10-31')];
    expect(figures.map((observation) => history.add(observation))).toEqual([null, null, null]);
    expect(history.steps()).toEqual([
      { now: '2026-10-31T18:00:00.000Z', observations: [figures[0], figures[2]] },
      { now: '2026-11-02T18:00:00.000Z', observations: [figures[1]] },
    ]);
  });

  test('waits for the last of several time zones', () => {
    const zones = OrganisationDocument.parse({
      name: 'Zones',
      units: [
        { id: 'east', name: 'East', parent: null, timeZone: 'Asia/Dhaka' },
        { id: 'west', name: 'West', parent: null, timeZone: 'Europe/Lisbon' },
      ],
      indicators: [
        { ...daily, id: 'there', unit: 'west', cadence: 'month' },
        { ...daily, id: 'here', unit: 'east', cadence: 'month' },
      ],
    });
    const history = timeline(zones, now);
    const figures = [figure('here', '2026-10'), figure('there', '2026-10')];
    for (const observation of figures) history.add(observation);
    expect(history.steps()).toEqual([{ now: '2026-11-01T00:00:00.000Z', observations: figures }]);
  });

  test('maps instants to periods', () => {
    const history = timeline(document, now);
    history.add({ indicator: 'day', at: '2026-11-01T20:00:00Z', value: 1 });
    expect(history.steps().map((step) => step.now)).toEqual(['2026-11-02T18:00:00.000Z']);
  });

  test('refuses what is not over, and what the server would refuse', () => {
    const history = timeline(document, now);
    const codes = [
      figure('day', '2026-11-22'),
      figure('month', '2026-11'),
      figure('day', '2026-11'),
      figure('other', '2026'),
      { ...figure('day', '2026-11-02'), value: 0.5 },
    ].map((observation) => history.add(observation)?.code);
    expect(codes).toEqual([
      'period-in-future',
      'period-in-future',
      'period-malformed',
      'indicator-unknown',
      'value-out-of-scale',
    ]);
    expect(history.steps()).toEqual([]);
  });
});
