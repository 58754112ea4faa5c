export { kafkaBus, type KafkaBusOptions } from './kafka-bus.js';
export type { Log } from './logging.js';
