import { expect, test } from '@jest/globals';
import { changes, directionOf, seriesOf, window } from './change.js';
import { noises } from './noises.js';

const mean = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x / numbers.length, 0);

test.each(noises.map((noise) => [noise.name, noise] as const))(
  '%s has the mean and the spread that it says',
  (_, noise) => {
    const values = Array.from({ length: 20 }, (_, run) => seriesOf(noise, run, 1_400)).flat();
    const known = values.flatMap(({ value }) => value ?? []);
    const centre = mean(known);
    expect(Math.abs(centre - noise.mean) / noise.sd).toBeLessThan(0.05);
    expect(Math.sqrt(mean(known.map((x) => (x - centre) ** 2))) / noise.spread).toBeCloseTo(1, 1);
  },
);

test.each(noises.map((noise) => [noise.name, noise] as const))(
  '%s answers to a push from the changed row on, not before',
  (_, noise) => {
    const length = noise.changeAt - 1 + window;
    const calm = seriesOf(noise, 4, length);
    for (const change of changes) {
      const pushed = seriesOf(noise, 4, length, change);
      const first = pushed.findIndex(({ value }, i) => value !== calm[i]?.value);
      expect(directionOf(change, noise, 4)).toBe('up');
      expect(pushed.slice(0, noise.changeAt - 1)).toEqual(calm.slice(0, noise.changeAt - 1));
      expect(first + 1 - noise.changeAt).toBeLessThan(10);
    }
  },
);

test('a change goes down by turns, unless the scale ends before', () => {
  const poisson = noises.find(({ name }) => name === 'Poisson 5');
  if (poisson === undefined) throw new Error('Poisson 5 is missing');
  expect(directionOf({ kind: 'step', size: 2 }, poisson, 1)).toBe('down');
  expect(directionOf({ kind: 'step', size: 3 }, poisson, 1)).toBe('up');
});
