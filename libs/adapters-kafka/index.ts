export { kafkaBus, type KafkaBusOptions } from './kafka-bus.js';
export { kafkaSecurity, kafkaSecuritySettings, type KafkaSecurity } from './security.js';
export { checkSeals } from './seals/check-seals.js';
export { readRecordKeys, type RecordKey } from './seals/record-keys.js';
export { isKeyId, keyIdOf, macSealer, newNodeKeyPair, nodeSealer, type Sealer } from './seals/sealer.js';
