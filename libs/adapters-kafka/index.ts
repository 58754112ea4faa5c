export { kafkaBus, type KafkaBusOptions } from './kafka-bus.js';
export { kafkaSecurity, kafkaSecuritySettings, type KafkaSecurity } from './security.js';
