import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AgreementProposalView, AlertView, NoticeView } from '#libs/contracts';
import { codeOf, type Kit, openKit, read } from './kit.js';
import { apply, daily, federation, noon } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';
const jo = 'Jo@works';
const kim = 'Kim@federation';

beforeAll(async () => {
  kit = await openKit({ now: noon });
  await apply(kit, federation(daily('a.turn', 'team-a')));
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

async function cordTo(to: string): Promise<string> {
  const body = { id: randomUUID(), sign: 'pain', text: 'The belt is torn.', to };
  return read(AlertView, await kit.call('POST', '/api/cords', { as: ana, body }), 201).alert.id;
}

async function notice(as: string, unit: string): Promise<string> {
  const hour = (count: number) => new Date(Date.parse(noon) + count * 3_600_000).toISOString();
  const body = { kind: 'planned-stop', unit, from: hour(1), until: hour(9), title: 'The belt is changed' };
  return read(NoticeView, await kit.call('POST', '/api/notices', { as, body }), 201).notice.id;
}

async function proposal(as: string, unit: string): Promise<string> {
  const body = { id: randomUUID(), dealWithin: 'P3D' };
  return read(AgreementProposalView, await kit.call('POST', `/api/units/${unit}/agreements`, { as, body }), 201).id;
}

const answer = (id: string, as: string, body: object) =>
  kit.call('POST', `/api/alerts/${id}/answer`, { as, body: { text: 'So be it.', ...body } });

describe('an answer with more than words', () => {
  test('names a notice, and waits until the unit of origin has got it', async () => {
    const alert = await cordTo('works');
    const of = await notice(jo, 'team-a');
    const given = read(AlertView, await answer(alert, jo, { answer: 'notice', of }));
    const event = given.timeline.at(-1);
    expect(event?.happening).toMatchObject({ kind: 'answered', answer: 'notice', of: { id: of, unit: 'team-a' } });
    expect(given.alert.toConfirm).toEqual([event?.sequence]);
    const seen = read(AlertView, await kit.call('GET', `/api/alerts/${alert}`, { as: ana }));
    expect(seen.timeline.at(-1)).toEqual(event);
    const body = { answer: event?.sequence };
    const got = read(AlertView, await kit.call('POST', `/api/alerts/${alert}/confirm`, { as: ana, body }));
    expect(got.alert.toConfirm).toEqual([]);
  });

  test('names a proposed agreement, which is accepted or not by itself', async () => {
    const alert = await cordTo('works');
    const of = await proposal(jo, 'team-a');
    const given = read(AlertView, await answer(alert, jo, { answer: 'agreement', of }));
    expect(given.timeline.at(-1)?.happening).toMatchObject({ answer: 'agreement', of: { id: of, unit: 'team-a' } });
    const accepted = await kit.call('POST', `/api/agreements/${of}/accept`, { as: ana, body: {} });
    expect(read(AgreementProposalView, accepted).state).toBe('accepted');
  });

  test.each([
    ['a notice that is not there', async () => ({ answer: 'notice', of: 'no-such' }), 'answer-of-nothing'],
    ['a proposal that is not there', async () => ({ answer: 'agreement', of: randomUUID() }), 'answer-of-nothing'],
    [
      'a notice of somebody else',
      async () => ({ answer: 'notice', of: await notice(kim, 'team-a') }),
      'answer-of-nothing',
    ],
    ['a notice for others', async () => ({ answer: 'notice', of: await notice(jo, 'team-b') }), 'answer-of-nothing'],
    ['no notice', async () => ({ answer: 'notice' }), 'body-malformed'],
    ['something beside advice', async () => ({ answer: 'advice', of: 'x' }), 'body-malformed'],
  ])('is refused where it names %s', async (_, body, code) => {
    const alert = await cordTo('works');
    expect(codeOf(await answer(alert, jo, await body()))).toBe(code);
    const after = read(AlertView, await kit.call('GET', `/api/alerts/${alert}`, { as: ana }));
    expect(after.timeline).toHaveLength(1);
  });
});
