import 'reflect-metadata';
import { FolderInUse } from '#libs/adapters-postgres';
import { pino } from 'pino';
import { BadSettings, readConfig } from './config.js';
import { startRegulator } from './regulator.js';

async function main(): Promise<void> {
  if (process.argv.length > 2)
    throw new BadSettings(
      `The regulator takes no arguments (${process.argv.slice(2).join(' ')}); its settings are in the environment.`,
    );
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel });
  const regulator = await startRegulator(config, log);
  log.info({ url: regulator.url, bus: config.kafkaBrokers ? 'Kafka' : 'embedded' }, 'the regulator is listening');
  const stop = (signal: string) => {
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), 20_000).unref();
    void regulator.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the stop failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

try {
  await main();
} catch (error) {
  const known = error instanceof BadSettings || error instanceof FolderInUse;
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(known ? 2 : 1);
}
