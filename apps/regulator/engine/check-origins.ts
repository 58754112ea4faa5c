import { checkSeals, isKeyId } from '#libs/adapters-kafka';
import { signersOf } from '#libs/adapters-postgres';
import type { BatchHandler } from '#libs/regulation';
import type { Parts } from '../parts.js';

/**
 * Looks at who has written each record before the work begins, where others than regulators can write to the bus. The nodes' keys are read
 * anew for each batch: one that was revoked holds no longer.
 */
export function checkOrigins(
  { config, database }: Pick<Parts, 'config' | 'database'>,
  work: BatchHandler,
): BatchHandler {
  const { recordKeys: keys } = config;
  if (keys.length === 0) return work;
  return async (batch) => {
    const ids = batch.records.flatMap(({ seal }) =>
      seal && seal.node !== '' && isKeyId(seal.keyId) ? [seal.keyId] : [],
    );
    const found = await signersOf(database.pool, [...new Set(ids)]);
    const signers = new Map(found.map(({ key, ...signer }) => [key, signer]));
    return work({ ...batch, records: await checkSeals(batch.topic, batch.records, { keys, signers }) });
  };
}
