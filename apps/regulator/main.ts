import 'reflect-metadata';
import { BadSettings, readConfig } from './config.js';
import { endingOf } from './ending.js';
import { openLog } from './log.js';
import { startRegulator } from './regulator.js';

async function main(): Promise<void> {
  if (process.argv.length > 2)
    throw new BadSettings(
      `The regulator takes no arguments (${process.argv.slice(2).join(' ')}); its settings are in the environment.`,
    );
  const config = readConfig(process.env);
  const log = openLog(config.logLevel);
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
  const { code, message } = endingOf(error);
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
