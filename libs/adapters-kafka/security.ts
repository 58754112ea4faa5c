import type { KafkaConfig, SASLOptions } from 'kafkajs';
import { z } from 'zod';

/** How Kafka is to be trusted and told who asks: `tls` present means TLS, `ca` is PEM text (without it, the system's authorities). */
export interface KafkaSecurity {
  tls?: { ca?: string };
  sasl?: { mechanism: 'scram-sha-256' | 'scram-sha-512'; username: string; password: string };
}

/** What a file holds, or a clause that says why it cannot be used. */
type ReadFile = (path: string) => { text: string } | { fault: string };

const text = z.string().min(1).optional();
const Settings = z.object({
  KAFKA_TLS: z.enum(['true', 'false'], 'write true or false').default('false'),
  KAFKA_CA_FILE: text,
  KAFKA_SASL_MECHANISM: z.enum(['scram-sha-256', 'scram-sha-512'], 'write scram-sha-512 or scram-sha-256').optional(),
  KAFKA_SASL_USERNAME: text,
  KAFKA_SASL_PASSWORD: text,
  KAFKA_SASL_PASSWORD_FILE: text,
});
type Settings = z.infer<typeof Settings>;

/** The names of the settings that kafkaSecurity reads. */
export const kafkaSecuritySettings: readonly string[] = Object.keys(Settings.shape);

/**
 * Reads from the environment how to reach a Kafka that asks for TLS or a password; an empty setting counts as not given.
 * `faults` are full sentences that name the setting and never a secret; where there is one, `security` is to be thrown away.
 */
export function kafkaSecurity(
  environment: Record<string, string | undefined>,
  readFile: ReadFile,
): { security: KafkaSecurity; faults: string[] } {
  const given = kafkaSecuritySettings.flatMap((name) => (environment[name] ? [[name, environment[name]]] : []));
  const read = Settings.safeParse(Object.fromEntries(given));
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => unusable(String(path[0]), message));
    return { security: {}, faults };
  }
  const faults: string[] = [];
  const tls = tlsOf(read.data, readFile, faults);
  const sasl = saslOf(read.data, readFile, faults);
  return {
    security: {
      ...(tls && { tls }), // kafkajs writes into what it is given.
      ...(sasl && { sasl: { ...sasl } }),
    },
    faults,
  };
}

function tlsOf(settings: Settings, readFile: ReadFile, faults: string[]): KafkaSecurity['tls'] {
  const { KAFKA_TLS: wanted, KAFKA_CA_FILE: path } = settings;
  if (wanted === 'false') {
    if (path !== undefined) faults.push(unusable('KAFKA_CA_FILE', 'it needs KAFKA_TLS=true'));
    return undefined;
  }
  if (path === undefined) return {};
  const file = readFile(path);
  if ('fault' in file) faults.push(unusable('KAFKA_CA_FILE', file.fault));
  else if (!file.text.includes('-----BEGIN CERTIFICATE-----'))
    faults.push(unusable('KAFKA_CA_FILE', `the file ${path} holds no certificate in PEM form`));
  else return { ca: file.text };
  return undefined;
}

function saslOf(settings: Settings, readFile: ReadFile, faults: string[]): KafkaSecurity['sasl'] {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username } = settings;
  const { KAFKA_SASL_PASSWORD: inline, KAFKA_SASL_PASSWORD_FILE: path } = settings;
  if ([mechanism, username, inline, path].every((value) => value === undefined)) return undefined;
  if (inline !== undefined && path !== undefined)
    faults.push(unusable('KAFKA_SASL_PASSWORD_FILE', 'KAFKA_SASL_PASSWORD is given too; keep one of them'));
  const needed = {
    KAFKA_SASL_MECHANISM: mechanism,
    KAFKA_SASL_USERNAME: username,
    KAFKA_SASL_PASSWORD: inline ?? path,
  };
  for (const [name, value] of Object.entries(needed))
    if (value === undefined) faults.push(`The setting ${name} is missing: Kafka's users have all three, or none.`);
  const file = path === undefined ? { text: inline ?? '' } : readFile(path);
  if ('fault' in file) faults.push(unusable('KAFKA_SASL_PASSWORD_FILE', file.fault));
  else if (mechanism !== undefined && username !== undefined) return { mechanism, username, password: file.text };
  return undefined;
}

function unusable(name: string, why: string): string {
  return `The setting ${name} cannot be used: ${why}.`;
}

/** The same in kafkajs' words. */
export function asKafkaConfig({ tls, sasl }: KafkaSecurity = {}): Pick<KafkaConfig, 'ssl' | 'sasl'> {
  const ssl = tls?.ca === undefined ? true : { ca: [tls.ca] };
  return { ...(tls && { ssl }), ...(sasl && { sasl: asSasl(sasl) }) };
}

// Always a new object: kafkajs writes into what it is given.
function asSasl({ mechanism, ...user }: NonNullable<KafkaSecurity['sasl']>): SASLOptions {
  return mechanism === 'scram-sha-256' ? { mechanism, ...user } : { mechanism, ...user };
}
