import type { LookList, NodeList, UnitPeople } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { useLoaded } from '../data/loaded.js';
import { unitName } from '../data/organisation.js';
import { Shown } from '../shell/notice.js';
import { words } from '../words.js';
import { Looks } from './looks.js';
import { Mandates } from './mandates.js';
import { Nodes } from './nodes.js';
import { ProposeMandate } from './propose-mandate.js';
import { Votes } from './votes.js';

/** Who speaks for a unit, what is voted on, which machines post for it, and who has looked from outside. */
export function PeoplePage({ id }: { id: string }) {
  const address = `/api/units/${encodeURIComponent(id)}`;
  const people = useLoaded<UnitPeople>(`${address}/people`, ({ kind }) => kind === 'people');
  const nodes = useLoaded<NodeList>(`${address}/nodes`, () => false);
  const looks = useLoaded<LookList>(`${address}/looks`, () => false);
  const { again } = people;
  return (
    <>
      <p>
        <a href={addressOf({ page: 'unit', id })}>{words.agreements.back(unitName(id))}</a>
      </p>
      <h1>{words.people.title(unitName(id))}</h1>
      <p class="soft measure">{words.people.lead}</p>
      <Shown from={people}>
        {({ mandates, votes, mayPropose }) => (
          <>
            <Mandates unit={id} mandates={mandates} mayPropose={mayPropose} again={again} />
            <Votes votes={votes} again={again} />
            {mayPropose && <ProposeMandate unit={id} again={again} />}
          </>
        )}
      </Shown>
      <Shown from={nodes}>{(list) => <Nodes unit={id} list={list} again={nodes.again} />}</Shown>
      <Shown from={looks}>{(list) => <Looks looks={list.looks} />}</Shown>
    </>
  );
}
