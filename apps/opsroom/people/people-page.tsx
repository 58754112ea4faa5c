import { useState } from 'preact/hooks';
import type { Change, LookList, NodeList, UnitPeople, UnitView, VoteView } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { useLoaded } from '../data/loaded.js';
import { unitName } from '../data/organisation.js';
import { Shown } from '../shell/notice.js';
import { viewer } from '../viewer.js';
import { words } from '../words.js';
import { Looks } from './looks.js';
import { Mandates } from './mandates.js';
import { Nodes } from './nodes.js';
import { ProposeMandate } from './propose-mandate.js';
import { Readers } from './readers.js';
import { Proposed, Votes } from './votes.js';

/** Who speaks for a unit, what is voted on, which machines post for it, to whom it shows its figures, and who has looked from outside. */
export function PeoplePage({ id }: { id: string }) {
  const address = `/api/units/${encodeURIComponent(id)}`;
  const own = viewer.value?.unit === id;
  const [proposed, setProposed] = useState<VoteView | null>(null);
  // Whoever brings the first people into a unit from above is outside from then on; what has become of their proposal stays before them.
  const isOutside = !own && proposed?.state === 'passed';
  const people = useLoaded<UnitPeople>(isOutside ? null : `${address}/people`, isOfPeople);
  const nodes = useLoaded<NodeList>(own ? `${address}/nodes` : null, () => false);
  const looks = useLoaded<LookList>(own ? `${address}/looks` : null, () => false);
  const view = useLoaded<UnitView>(own ? address : null, ({ kind }) => kind === 'organisation');
  const indicators = view.value?.indicators.map(({ indicator }) => indicator) ?? [];
  const posted = indicators.filter((one) => view.value?.currentPeriods[one.id] !== undefined);
  const { again } = people;
  return (
    <>
      <p>
        <a href={addressOf({ page: 'unit', id })}>{words.agreements.back(unitName(id))}</a>
      </p>
      <h1>{words.people.title(unitName(id))}</h1>
      <p class="soft measure">{words.people.lead}</p>
      {isOutside && <Proposed vote={proposed} />}
      {!isOutside && (
        <Shown from={people}>
          {({ mandates, votes, mayPropose }) => (
            <>
              <Mandates unit={id} mandates={mandates} mayPropose={mayPropose} again={again} />
              <Votes votes={votes} again={again} />
              {mayPropose && <ProposeMandate unit={id} again={again} proposed={setProposed} />}
            </>
          )}
        </Shown>
      )}
      {own && (
        <Shown from={nodes}>{(list) => <Nodes unit={id} list={list} posted={posted} again={nodes.again} />}</Shown>
      )}
      {own && (
        <Shown from={view}>
          {({ mayOpen }) => <Readers indicators={indicators} mayOpen={mayOpen} again={view.again} />}
        </Shown>
      )}
      {own && <Shown from={looks}>{(list) => <Looks looks={list.looks} indicators={indicators} />}</Shown>}
    </>
  );
}

const isOfPeople = ({ kind }: Change) => kind === 'people';
