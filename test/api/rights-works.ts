import { randomUUID } from 'node:crypto';
import { newNodeKeyPair } from '#libs/adapters-kafka';
import { Accepted, NodeAdmitted, UnitPeople, VoteView } from '#libs/contracts';
import { z } from 'zod';
import type { Crowd } from './crowd.js';
import type { Need } from './every-route.js';
import { type Answer, type Kit, read, settled } from './kit.js';

const sort = { measure: 'm', cadence: 'day', scale: 'positive', good: 'more', visibility: 'federation' };
/** What each unit keeps to itself; the works, from which everybody here looks, keep something else. */
const kept = { value: 7654.321, agreed: 9876.543, note: 'whispered', by: 'Whisperer' };
const keptBy = (unit: string) => (unit === 'works' ? { value: 11, agreed: 12, note: 'said', by: 'Somebody' } : kept);
export const secrets = Object.values(kept).map(String);
const units = [
  { id: 'union', name: 'Union', parent: null, timeZone: 'UTC' },
  { id: 'works', name: 'Works', parent: 'union' },
  { id: 'mill', name: 'Mill', parent: 'union' },
  { id: 'weavers', name: 'Weavers', parent: 'works' },
  { id: 'abroad', name: 'Union abroad', parent: null, timeZone: 'UTC' },
];

/** Each unit has figures that it shares with the federation, and some that it keeps to itself. */
export const document = {
  name: 'Rights',
  units,
  indicators: units.flatMap(({ id }) => [
    { ...sort, id: `${id}.x`, unit: id, name: 'X' },
    {
      ...sort,
      id: `${id}.y`,
      unit: id,
      name: 'Y',
      visibility: 'unit',
      capability: [{ from: '2026-01-01', value: keptBy(id).agreed, evidence: keptBy(id).note }],
    },
  ]),
};

export const cordText = 'It came';

/** Posts what each unit keeps to itself. */
export async function whisper(kit: Kit): Promise<void> {
  for (const { id } of units) {
    const { value, note, by } = keptBy(id);
    const said = { period: '2026-11-20', note, by };
    const observations = [
      { ...said, id: `${id}-y`, indicator: `${id}.y`, value },
      { ...said, id: `${id}-x`, indicator: `${id}.x`, value: 1 },
    ];
    read(Accepted, await kit.call('POST', '/api/observations', { as: `${by}@${id}`, body: { observations } }), 202);
    const wrong = { ...said, id: `${id}-z`, indicator: `${id}.y`, value: -value };
    await kit.call('POST', '/api/observations', { as: `${by}@${id}`, body: wrong });
    for (const { id: posted } of observations) await settled(kit, posted, `${by}@${id}`);
  }
}

/** The id of nothing, in the shape of what a case needs. */
export function nothing(needs: Need | undefined): string {
  const id = randomUUID();
  if (needs === 'token') return `${id}/tokens/${id}`;
  return needs === 'key' ? `${id}/keys/${'x'.repeat(22)}` : id;
}

type Made = Exclude<Need, 'vote' | 'mandate'>;

/** Makes what a case needs, while nobody is checked, and answers its id. */
export async function made(kit: Kit, needs: Made, unit: string): Promise<string> {
  const as = `Somebody@${unit}`;
  const id = randomUUID();
  const post = async (path: string, body: object, by = as) => idIn(await kit.call('POST', path, { as: by, body }));
  const machine = async (more: object) =>
    read(
      NodeAdmitted,
      await kit.call('POST', `/api/units/${unit}/nodes`, { as, body: { id, name: 'Loom', ...more } }),
      201,
    ).node;
  switch (needs) {
    case 'pain':
    case 'pleasure':
      return post('/api/cords', { id, sign: needs, text: cordText });
    case 'photo':
      return withPhoto(kit, as, await post('/api/cords', { id, sign: 'pain', text: cordText }));
    case 'notice':
      return post('/api/notices', {
        kind: 'other',
        unit,
        from: '2026-11-22T08:00:00Z',
        until: '2026-11-29T08:00:00Z',
        title: 'T',
      });
    case 'proposal':
      return post(`/api/units/${unit}/agreements`, { id, dealWithin: 'P3D' }, unit === 'works' ? 'S@union' : as);
    case 'import':
      return post('/api/imports', { id, name: 'figures.csv' });
    case 'figure':
      return `${unit}-x`;
    case 'node':
      return (await machine({})).id;
    case 'token':
      return `${id}/tokens/${(await machine({})).tokens[0]?.id}`;
    case 'key':
      return `${id}/keys/${(await machine({ publicKey: newNodeKeyPair().publicKey })).keys[0]?.id}`;
  }
}

/** A vote of a unit that has given somebody new a mandate, and that mandate. */
export async function voted(
  kit: Kit,
  crowd: Crowd,
  { unit, name, from }: { unit: string; name: string; from: string },
): Promise<{ vote: string; mandate: string }> {
  const motion = { kind: 'give', role: 'delegate', to: { name: 'Neu', email: `${randomUUID()}@synco.example` } };
  const body = { id: randomUUID(), motion };
  const vote = read(
    VoteView,
    await kit.call('POST', `/api/units/${unit}/votes`, { ...crowd.as(name, from), body }),
    201,
  );
  if (vote.state !== 'passed') throw new Error(`The vote in ${unit} is ${vote.state}.`);
  const { mandates } = read(UnitPeople, await kit.call('GET', `/api/units/${unit}/people`, crowd.as(name, from)));
  return { vote: vote.id, mandate: mandates.find(({ vote: by }) => by === vote.id)?.id ?? '' };
}

/** The smallest PNG there is. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function withPhoto(kit: Kit, as: string, alert: string): Promise<string> {
  const headers = { 'synco-as': as, 'content-type': 'image/png' };
  const kept = await fetch(`${kit.url}/api/alerts/${alert}/photo`, {
    method: 'PUT',
    headers,
    body: new Uint8Array(pixel),
  });
  if (!kept.ok) throw new Error(await kept.text());
  return alert;
}

function idIn({ status, body }: Answer): string {
  if (status >= 300) throw new Error(JSON.stringify(body));
  const named = z.object({ id: z.string() });
  const found = z.union([named, z.object({ notice: named }), z.object({ alert: named })]).parse(body);
  if ('notice' in found) return found.notice.id;
  return 'alert' in found ? found.alert.id : found.id;
}
