import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Accepted, ObservationStatus, Series } from '#libs/contracts';
import { pino } from 'pino';
import { readConfig } from '../../apps/regulator/config.js';
import { endingOf } from '../../apps/regulator/ending.js';
import { startRegulator } from '../../apps/regulator/regulator.js';
import { codeOf, type Kit, openKit, pause, read, until } from './kit.js';
import { apply, daily, federation, noon } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';
const indicators = ['a.s1', 'a.s2', 'a.s3', 'a.s4', 'a.s5'];
const hour = 3_600_000;
const silent = pino({ level: 'silent' });

beforeAll(async () => {
  kit = await openKit({ now: noon });
  await apply(kit, federation(...indicators.map((id) => daily(id, 'team-a', { cadence: 'hour' }))));
});

afterAll(async () => {
  await kit.remove();
});

/** Four hundred hours of five indicators, mixed. */
const figures = Array.from({ length: 2_000 }, (_, index) => ({
  id: `stop-${index}`,
  indicator: indicators[index % 5] ?? '',
  at: new Date(Date.parse(noon) - (400 - Math.floor(index / 5)) * hour).toISOString(),
  value: 100 + ((index * 7) % 11),
}));

const send = (observations: object[]) => kit.call('POST', '/api/observations', { as: ana, body: { observations } });
const stateOf = async ({ id }: { id: string }) =>
  read(ObservationStatus, await kit.call('GET', `/api/observations/${id}`, { as: ana })).state;

async function pointsOf(indicator: string): Promise<Series['points']> {
  return read(Series, await kit.call('GET', `/api/indicators/${indicator}/series`, { as: ana })).points;
}

describe('a regulator that is stopped', () => {
  it('finishes what it has in hand, and goes on from there when it starts again', async () => {
    expect(read(Accepted, await send(figures), 202).refused).toEqual([]);
    await kit.stop();
    await kit.start();
    const waiting = await Promise.all(figures.filter((_, index) => index % 100 === 99).map(stateOf));
    expect(waiting.every((state) => state === 'pending' || state === 'assessed')).toBe(true);
    const last = figures.slice(-5);
    await until(
      async () => Promise.all(last.map(stateOf)),
      (states) => states.every((state) => state === 'assessed'),
    );
    for (const indicator of indicators) {
      const points = await pointsOf(indicator);
      expect(points).toHaveLength(400);
      expect(points.filter(({ revision, assessment }) => revision !== 1 || assessment === null)).toEqual([]);
      const sent = figures.filter((figure) => figure.indicator === indicator).map(({ value }) => value);
      expect(points.map(({ value }) => value)).toEqual(sent);
    }
  });

  it('loses nothing that it has accepted, and says of the rest that it did not take it', async () => {
    const corrections = figures.slice(1_000).map(({ id, ...figure }) => ({ ...figure, id: `again-${id}`, value: 50 }));
    const answers = Array.from({ length: 10 }, (_, index) => send(corrections.slice(index * 100, index * 100 + 100)));
    const settled = Promise.allSettled(answers);
    await pause(30);
    await kit.stop();
    const outcomes = await settled;
    await kit.start();
    for (const [index, outcome] of outcomes.entries()) {
      const part = corrections.slice(index * 100, index * 100 + 100);
      if (outcome.status === 'rejected' || outcome.value.status !== 202) read(Accepted, await send(part), 202);
      await until(
        async () => Promise.all(part.slice(-5).map(stateOf)),
        (states) => states.every((state) => state === 'assessed'),
      );
    }
    for (const indicator of indicators) {
      const points = await pointsOf(indicator);
      expect(points.map(({ revision }) => revision)).toEqual(points.map((_, index) => (index < 200 ? 1 : 2)));
      expect(points.slice(200).every(({ value }) => value === 50)).toBe(true);
    }
  });

  it('does not share its folder, and its process ends with a sentence that helps', async () => {
    const config = readConfig({ PORT: '0', DATA_DIR: kit.folder });
    const second: unknown = await startRegulator(config, silent).catch((error: unknown) => error);
    expect(endingOf(second)).toEqual({ code: 2, message: expect.stringMatching(/is in use by another.+DATA_DIR/) });
    expect(codeOf(await kit.call('GET', '/api/units'))).toBe('200');
    await kit.stop();
  });

  it('that cannot listen lets go of what it has opened, and says what to do', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const port = String((other.address() as { port: number }).port);
    const failed: unknown = await startRegulator(readConfig({ PORT: port, DATA_DIR: kit.folder }), silent).catch(
      (error: unknown) => error,
    );
    other.close();
    expect(endingOf(failed)).toEqual({ code: 2, message: expect.stringMatching(/listens already.+PORT/) });
    await kit.start();
    expect(codeOf(await kit.call('GET', '/api/units'))).toBe('200');
    await kit.stop();
  });

  it('for a reason that nobody foresaw ends with all that is known of it', () => {
    expect(endingOf(new TypeError('x'))).toEqual({ code: 1, message: expect.stringContaining('TypeError: x\n') });
    expect(endingOf('x')).toEqual({ code: 1, message: 'x' });
  });
});
