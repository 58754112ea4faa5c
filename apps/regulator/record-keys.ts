import { readSecret } from '#libs/adapters-files';
import { readRecordKeys, type RecordKey } from '#libs/adapters-kafka';

interface Given {
  RECORD_KEYS?: string | undefined;
  RECORD_KEYS_FILE?: string | undefined;
  KAFKA_BROKERS?: string[] | undefined;
  ACCESS: 'accounts' | 'open';
}

/**
 * The keys by which regulators seal their records on Kafka, from the setting or its file; `told` hears what cannot be used. Where people
 * are not believed without signing in, records are not believed without a seal: there they must be given.
 */
export function recordKeysOf(given: Given, told: (name: string, clause: string) => void): readonly RecordKey[] {
  const { RECORD_KEYS: text, RECORD_KEYS_FILE: path, KAFKA_BROKERS: kafka, ACCESS: access } = given;
  const name = path === undefined ? 'RECORD_KEYS' : 'RECORD_KEYS_FILE';
  const file = path === undefined ? { text } : readSecret(path);
  const read = 'fault' in file || file.text === undefined ? file : readRecordKeys(file.text);
  if (text !== undefined && path !== undefined) told(name, 'RECORD_KEYS is given too');
  else if ('fault' in read) told(name, read.fault);
  else if ('keys' in read && kafka === undefined) told(name, 'it needs KAFKA_BROKERS');
  else if ('keys' in read) return read.keys;
  else if (kafka !== undefined && access === 'accounts')
    told(name, 'it is missing; regulators seal what they write to Kafka with it');
  return [];
}
