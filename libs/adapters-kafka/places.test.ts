import { expect, test } from '@jest/globals';
import { topics } from '#libs/contracts';
import { PartitionStopped } from '#libs/regulation';
import { Places } from './places.js';

const topic = topics.observations;

function placed(places: Places) {
  const [place] = places.assign([{ topic, partitions: [0] }]);
  if (place === undefined) throw new Error('no place was assigned');
  return place;
}

test('a log that reaches less far than it did is another log, also after the group was joined anew', () => {
  const places = new Places();
  places.bound('cluster', placed(places), { logStart: 0, logEnd: 5 });
  places.reaches('cluster', placed(places), 10);
  expect(() => places.bound('cluster', placed(places), { logStart: 0, logEnd: 7 })).toThrow(PartitionStopped);
});

test('a log whose beginning was dropped, or that lies on another cluster, is read on', () => {
  const places = new Places();
  const place = placed(places);
  places.bound('cluster', place, { logStart: 0, logEnd: 10 });
  places.bound('cluster', place, { logStart: 10, logEnd: 10 });
  places.bound('another', place, { logStart: 0, logEnd: 1 });
  expect(place).toMatchObject({ logStart: 0, logEnd: 1 });
});
