import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the regulator counts, for Prometheus. */
export interface Metrics {
  registry: Registry;
  records: Counter<'topic'>;
  refused: Counter<'topic'>;
  repeated: Counter;
  alertChanges: Counter;
  climbs: Counter;
  batchSeconds: Histogram<'topic'>;
  lag: Gauge<'topic'>;
  outbox: Gauge;
  overdueTimers: Gauge;
  untold: Gauge;
  streams: Gauge;
}

export function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'synco_' });
  const registers = [registry];
  return {
    registry,
    records: new Counter({
      name: 'synco_records_total',
      help: 'Records taken from the bus',
      labelNames: ['topic'],
      registers,
    }),
    refused: new Counter({ name: 'synco_refused_total', help: 'Records refused', labelNames: ['topic'], registers }),
    repeated: new Counter({
      name: 'synco_repeated_total',
      help: 'Figures that came again under a known id, and were not taken again',
      registers,
    }),
    alertChanges: new Counter({
      name: 'synco_alert_changes_total',
      help: 'Alerts raised or changed by the loop',
      registers,
    }),
    climbs: new Counter({ name: 'synco_timers_fired_total', help: 'Timers fired', registers }),
    batchSeconds: new Histogram({
      name: 'synco_batch_seconds',
      help: 'Time from taking a batch to its commit',
      labelNames: ['topic'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    lag: new Gauge({
      name: 'synco_consumer_lag',
      help: 'Records waiting behind the position',
      labelNames: ['topic'],
      registers,
    }),
    outbox: new Gauge({ name: 'synco_outbox_length', help: 'Messages waiting to be published', registers }),
    overdueTimers: new Gauge({
      name: 'synco_timers_overdue',
      help: 'Timers overdue by more than ten seconds',
      registers,
    }),
    untold: new Gauge({
      name: 'synco_messages_late',
      help: 'Messages to people that are late by more than a quarter of an hour, and that nobody has taken up',
      registers,
    }),
    streams: new Gauge({ name: 'synco_streams_open', help: 'Live streams that are open', registers }),
  };
}
