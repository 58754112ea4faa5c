import type { Indicator, UnitView } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { useLoaded } from '../data/loaded.js';
import { Shown } from '../shell/notice.js';
import { viewer } from '../viewer.js';
import { words } from '../words.js';
import { ImportRoom } from './import-room.js';

/** The place where a unit's own people import a file of its figures. */
export function ImportPage({ id }: { id: string }) {
  const view = useLoaded<UnitView>(`/api/units/${encodeURIComponent(id)}`, (change) => change.kind === 'organisation');
  return (
    <Shown from={view}>
      {({ unit, indicators, currentPeriods }) => {
        const posted = indicators
          .map(({ indicator }) => indicator)
          .filter((one) => currentPeriods[one.id] !== undefined);
        return (
          <div class="importing">
            <p>
              <a href={addressOf({ page: 'unit', id: unit.id })}>‹ {words.importing.back(unit.name)}</a>
            </p>
            <h1>{words.importing.title}</h1>
            <ImportPlace unit={unit} posted={posted} />
          </div>
        );
      }}
    </Shown>
  );
}

function ImportPlace({ unit, posted }: { unit: UnitView['unit']; posted: readonly Indicator[] }) {
  if (posted.length === 0) return <p class="empty">{words.importing.nothingPosted}</p>;
  if (viewer.value?.unit !== unit.id) {
    return (
      <p class="empty">
        <strong>{words.importing.notYours(unit.name)}</strong> {words.importing.notYoursHint}
      </p>
    );
  }
  return <ImportRoom unit={unit} posted={posted} />;
}
