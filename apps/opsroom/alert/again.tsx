import type { AlertSummary } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { viewer } from '../viewer.js';
import { words } from '../words.js';

/** How often this has come and gone, with the alerts before it, which the unit itself may open. */
export function Again({ alert: { again, unit } }: { alert: AlertSummary }) {
  if (!again) return null;
  const { times, earlier, figures } = again;
  return (
    <p class="alert-again">
      <strong>{words.alert.again.times(times)}</strong> {times > 2 && <>{words.alert.again.until(figures)} </>}
      {viewer.value?.unit === unit && (
        <span>
          {words.alert.again.earlier}{' '}
          {earlier.map((id, place) => (
            <a key={id} href={addressOf({ page: 'alert', id })}>
              {words.alert.again.time(place + 1)}
            </a>
          ))}
        </span>
      )}
    </p>
  );
}
