import type { Alert, PhotoKept } from '#libs/contracts';
import { appendChanges } from './change-feed.js';
import type { Database, Queryable } from './database.js';

/** A photo as it is stored. */
export interface StoredPhoto {
  type: PhotoKept['type'];
  bytes: Uint8Array;
}

/** Keeps the photo of a cord, once; false where another one is there already. Whoever knows of the alert hears that it has changed. */
export async function keepPhoto(
  database: Database,
  alert: Alert,
  { type, bytes }: StoredPhoto,
  now: string,
): Promise<boolean> {
  return database.transaction(async (client) => {
    const added = await client.query(
      'insert into cord_photo (alert, type, bytes, added_at) values ($1, $2, $3, $4) on conflict do nothing',
      [alert.id, type, Buffer.from(bytes), now],
    );
    if (added.rowCount !== 1) {
      const known = await readPhotoOf(client, alert.id);
      return known !== null && known.type === type && Buffer.compare(known.bytes, bytes) === 0;
    }
    const reached = [...alert.path.slice(0, alert.reach).map(({ unit }) => unit), ...alert.sharedWith];
    const { id, sequence, indicator } = alert;
    await appendChanges(client, [{ kind: 'alert', alert: id, sequence, indicator, reached }]);
    return true;
  });
}

export async function readPhotoOf(client: Queryable, alert: string): Promise<StoredPhoto | null> {
  const found = await client.query<StoredPhoto>('select type, bytes from cord_photo where alert = $1', [alert]);
  return found.rows[0] ?? null;
}
