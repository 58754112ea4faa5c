import { me } from '../account/me.js';
import { placeOf } from '../data/organisation.js';
import { viewer } from '../viewer.js';
import { useEffect, useState } from 'preact/hooks';
import type { ReplayStatus } from '#libs/contracts';
import { useLoaded } from '../data/loaded.js';
import { onChange } from '../data/stream.js';
import { formatDate } from '../format/instants.js';
import { formatShare } from '../format/numbers.js';
import { words } from '../words.js';

interface Progress {
  replay: string;
  at: string | null;
  done: number;
  total: number;
}

/** How far a replay of history has come, while one runs. */
export function ReplayBar() {
  const replays = useLoaded<ReplayStatus[]>(replaysPath(), (change) => change.kind === 'replay' && change.over);
  const [heard, hear] = useState<Progress | null>(null);
  useEffect(
    () =>
      onChange((change) => {
        if (change === 'everything' || change.kind !== 'replay') return;
        hear(change.over ? null : { replay: change.replay, at: change.at, done: change.done, total: change.total });
      }),
    [],
  );
  const running = replays.value?.find((replay) => !replay.over);
  const read = running ? { replay: running.id, at: running.now, done: running.done, total: running.total } : null;
  const progress = heard && (!read || heard.done >= read.done) ? heard : read;
  if (!progress) return null;
  const share = progress.total > 0 ? Math.min(1, progress.done / progress.total) : 0;
  const date = progress.at?.slice(0, 10) ?? '';
  return (
    <div class="replay" role="status">
      <label for="replay">
        {date === '' ? words.replayWaiting : words.replay(formatDate(date), formatShare(share))}
      </label>
      <progress id="replay" max={1} value={share} />
    </div>
  );
}

/** Replays are told to those who organise a root, and to everybody where nobody is checked. */
function replaysPath(): string | null {
  const who = viewer.value;
  if (!who) return null;
  if (me.value?.access === 'open') return '/api/replays';
  const organises = who.use !== 'team' && placeOf(who.unit)?.above.length === 0;
  return organises ? '/api/replays' : null;
}
