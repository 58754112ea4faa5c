import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AgreementProposalView, AlertView, OrganisationVersion, UnitAgreements } from '#libs/contracts';
import { codeOf, type Kit, openKit, read } from './kit.js';
import { apply, federation, noon } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';
const jo = 'Jo@works';
const kim = 'Kim@federation';

beforeAll(async () => {
  kit = await openKit({ now: noon });
  await apply(kit, federation());
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const agreements = async (unit: string, as: string) =>
  read(UnitAgreements, await kit.call('GET', `/api/units/${unit}/agreements`, { as }));
const proposing = (unit: string, as: string, terms: object) =>
  kit.call('POST', `/api/units/${unit}/agreements`, { as, body: { id: randomUUID(), ...terms } });
const proposed = async (unit: string, as: string, terms: object) =>
  read(AgreementProposalView, await proposing(unit, as, terms), 201);
const decide = (id: string, act: string, as: string, body: object = {}) =>
  kit.call('POST', `/api/agreements/${id}/${act}`, { as, body });
const version = async () => read(OrganisationVersion, await kit.call('GET', '/api/organisation')).version;

async function minutesOfCord(): Promise<number | undefined> {
  const body = { id: randomUUID(), sign: 'pain', text: 'A test.' };
  const { alert } = read(AlertView, await kit.call('POST', '/api/cords', { as: ana, body }), 201);
  return alert.path[0]?.minutes;
}

describe('an agreement', () => {
  it('holds when the other level has accepted it, for alerts that open from then on', async () => {
    const before = await version();
    const proposal = await proposed('team-a', ana, {
      kind: 'cord',
      dealWithin: 'PT3H',
      note: 'One shift is too short.',
    });
    expect(proposal).toMatchObject({ state: 'proposed', may: { decide: false, withdraw: true } });
    expect(await minutesOfCord()).toBe(1);
    expect((await agreements('team-a', jo)).proposals).toMatchObject([{ id: proposal.id, may: { decide: true } }]);
    const accepted = read(AgreementProposalView, await decide(proposal.id, 'accept', jo, { note: 'Agreed.' }));
    expect(accepted).toMatchObject({ state: 'accepted', version: before + 1, decided: { by: 'Jo', note: 'Agreed.' } });
    // Sent again, because the answer was lost.
    expect(read(AgreementProposalView, await decide(proposal.id, 'accept', jo))).toEqual(accepted);
    expect(await version()).toBe(before + 1);
    expect(await minutesOfCord()).toBe(180);
    expect((await agreements('team-a', ana)).own).toContainEqual({ unit: 'team-a', kind: 'cord', dealWithin: 'PT3H' });
  });

  it('whose id is no UUID is none', async () => {
    expect(codeOf(await decide('x', 'accept', jo))).toBe('proposal-unknown');
  });

  it('may come from above, be declined, be withdrawn and be ended', async () => {
    const down = await proposed('team-a', jo, { kind: 'cord', dealWithin: 'PT1H' });
    read(AgreementProposalView, await decide(down.id, 'decline', ana, { note: 'Too short.' }));
    const mine = await proposed('team-a', jo, { kind: 'cord', dealWithin: 'PT2H' });
    expect(codeOf(await decide(mine.id, 'withdraw', ana))).toBe('not-allowed');
    read(AgreementProposalView, await decide(mine.id, 'withdraw', jo));
    expect(await minutesOfCord()).toBe(180);
    const end = await proposed('team-a', jo, { kind: 'cord', dealWithin: null });
    read(AgreementProposalView, await decide(end.id, 'accept', ana));
    expect(await minutesOfCord()).toBe(1);
    expect((await agreements('team-a', ana)).proposals.map(({ state }) => state)).toEqual([
      'accepted',
      'withdrawn',
      'declined',
      'accepted',
    ]);
  });

  it('of a unit on top needs nobody else', async () => {
    const own = await proposed('federation', kim, { severity: 'severe', dealWithin: 'PT8H' });
    expect(own).toMatchObject({ state: 'accepted', decided: { by: 'Kim' } });
    expect((await agreements('team-a', ana)).inherited).toContainEqual({
      unit: 'federation',
      severity: 'severe',
      dealWithin: 'PT8H',
    });
  });

  it('is the business of the two levels only, and decided once, by the other one', async () => {
    const proposal = await proposed('team-a', ana, { dealWithin: 'PT5M' });
    expect(codeOf(await decide(proposal.id, 'accept', ana))).toBe('not-allowed');
    for (const as of [kim, 'Bea@team-b', 'Ren@elsewhere']) {
      expect(codeOf(await decide(proposal.id, 'accept', as))).toBe('proposal-unknown');
      expect(codeOf(await proposing('team-a', as, { dealWithin: 'PT5M' }))).toBe(
        as === 'Ren@elsewhere' ? 'unit-unknown' : 'not-allowed',
      );
    }
    for (const as of [kim, 'Bea@team-b']) expect((await agreements('team-a', as)).proposals).toEqual([]);
    const foreign = await kit.call('GET', '/api/units/team-a/agreements', { as: 'Ren@elsewhere' });
    expect(codeOf(foreign)).toBe('unit-unknown');
    const both = await Promise.all([decide(proposal.id, 'accept', jo), decide(proposal.id, 'decline', jo)]);
    expect(both.map(codeOf).toSorted()).toEqual(['200', 'proposal-decided']);
  });

  it('is the same proposal when it is sent again', async () => {
    const body = { id: randomUUID(), dealWithin: 'PT4H' };
    const once = await proposed('team-a', ana, body);
    expect(await proposed('team-a', ana, body)).toEqual(once);
    expect(codeOf(await proposing('team-a', ana, { ...body, dealWithin: 'PT5H' }))).toBe('id-reused');
  });

  it.each([
    ['for an indicator of others', { indicator: 'b.output', dealWithin: 'PT1H' }, 'agreement-malformed'],
    ['for an indicator that is none', { indicator: 'none', dealWithin: 'PT1H' }, 'agreement-malformed'],
    ['with a time that is none', { dealWithin: 'soon' }, 'body-malformed'],
  ])('%s is refused', async (_, terms, code) => {
    expect(codeOf(await proposing('team-a', ana, terms))).toBe(code);
  });
});
