import { readSecret } from '#libs/adapters-files';
import { kafkaSecurity, kafkaSecuritySettings, type KafkaSecurity, type RecordKey } from '#libs/adapters-kafka';
import { Role } from '#libs/contracts';
import type { z } from 'zod';
import { withPassword } from './database-address.js';
import { elsewhereOf } from './elsewhere-settings.js';
import { misspelt } from './misspelt.js';
import { recordKeysOf } from './record-keys.js';
import { Settings } from './settings.js';

/** The names of all settings. */
export const settingNames: readonly string[] = [...Object.keys(Settings.shape), ...kafkaSecuritySettings];

/** The regulator's settings, as the rest of it receives them. */
export interface Config {
  host: string;
  port: number;
  dataDir: string;
  databaseUrl: string | null;
  kafkaBrokers: string[] | null;
  kafkaSecurity: KafkaSecurity;
  /** By which regulators know each other's records on Kafka, the one to seal with first; empty where nobody looks. */
  recordKeys: readonly RecordKey[];
  partitions: number;
  allowedHosts: string[];
  /** Proxies in front, which are believed when they say where a request comes from: addresses and networks. */
  trustedProxies: string[];
  /** How many requests of the API each may send; null is as many as they like. */
  requestsAMinute: number | null;
  /** accounts: people sign in · open: whoever reaches the server is believed, which can be on loopback only. */
  access: 'accounts' | 'open';
  /** Where people reach the server, for links and cookies. */
  publicUrl: string;
  /** The sign-ins of a demonstration, without a password. */
  demoSignIns: { role: Role; unit: string }[];
  /** A server that knows the people already (OpenID Connect), by the name that they know it by; null where there is none. */
  elsewhere: { issuer: string; clientId: string; clientSecret: string; name: string } | null;
  mail: { smtpUrl: string; from: string } | null;
  /** Hosts to which messages go over http too, and wherever they are; all others are public, and https. */
  webhookHosts: string[];
  /** How long what is stored stays as it is; null is for ever. */
  keeping: { compressAfterMonths: number | null; keepMonths: number | null; logDays: number | null };
  /** Where somebody outside is told each minute that all is well; null for nowhere. */
  heartbeatUrl: string | null;
  logLevel: z.infer<typeof Settings>['LOG_LEVEL'];
}

/** Says what is wrong with the settings, one fault a line. */
export class BadSettings extends Error {
  override readonly name = 'BadSettings';
}

/** Reads the settings; an unreadable one, or one that looks like a misspelt setting, stops the start. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = Settings.safeParse(given);
  const kafka = kafkaSecurity(given, readSecret);
  const faults = [
    ...misspelt(Object.keys(given), settingNames),
    ...(read.success ? [] : read.error.issues.map(sentence)),
  ];
  faults.push(...kafka.faults);
  const address = read.success ? databaseUrlOf(read.data, faults) : null;
  if (read.success && !read.data.KAFKA_BROKERS && (kafka.security.tls || kafka.security.sasl))
    faults.push(
      'The setting KAFKA_BROKERS is missing: without it, nothing goes over Kafka and its security is of no use.',
    );
  if (read.success) faults.push(...accessFaults(read.data));
  const recordKeys = read.success
    ? recordKeysOf(read.data, (name, message) => faults.push(sentence({ path: [name], message })))
    : [];
  const elsewhere = read.success
    ? elsewhereOf(read.data, (name, message) => faults.push(sentence({ path: [name], message })))
    : null;
  if (!read.success || faults.length > 0) throw new BadSettings(faults.join('\n'));
  const { data } = read;
  return {
    host: data.HOST,
    port: data.PORT,
    dataDir: data.DATA_DIR,
    databaseUrl: address,
    kafkaBrokers: data.KAFKA_BROKERS ?? null,
    kafkaSecurity: kafka.security,
    recordKeys,
    partitions: data.PARTITIONS,
    allowedHosts: data.ALLOWED_HOSTS,
    trustedProxies: data.TRUSTED_PROXIES,
    requestsAMinute: data.REQUESTS_A_MINUTE,
    access: data.ACCESS,
    publicUrl: data.PUBLIC_URL ?? `http://${data.HOST.includes(':') ? `[${data.HOST}]` : data.HOST}:${data.PORT}`,
    demoSignIns: data.DEMO_SIGN_INS.map(signInOf),
    elsewhere,
    mail: data.SMTP_URL === undefined ? null : { smtpUrl: data.SMTP_URL, from: data.MAIL_FROM ?? '' },
    webhookHosts: data.WEBHOOK_HOSTS,
    keeping: {
      compressAfterMonths: data.STORAGE_COMPRESS_AFTER_MONTHS,
      keepMonths: data.STORAGE_KEEP_MONTHS,
      logDays: data.LOG_KEEP_DAYS,
    },
    heartbeatUrl: data.HEARTBEAT_URL ?? null,
    logLevel: data.LOG_LEVEL,
  };
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** Nobody is let in unchecked but on the machine itself, not through a proxy on it either; mail needs a sender. */
function accessFaults(data: z.infer<typeof Settings>): string[] {
  const faults: string[] = [];
  const told = (name: string, message: string) => faults.push(sentence({ path: [name], message }));
  const outward = outwardOf(data);
  if (outward && data.ACCESS === 'open') told('ACCESS', `open is for loopback only, and ${outward} is not`);
  if (outward && data.DEMO_SIGN_INS.length > 0)
    told('DEMO_SIGN_INS', `a demonstration is for loopback only, and ${outward} is not`);
  if (data.SMTP_URL !== undefined && data.MAIL_FROM === undefined) told('SMTP_URL', 'it needs MAIL_FROM');
  return faults;
}

/** The setting, if there is one, by which others than whoever sits at this machine may come in. */
function outwardOf({ HOST, PUBLIC_URL, ALLOWED_HOSTS, TRUSTED_PROXIES }: z.infer<typeof Settings>): string | null {
  if (!loopback.has(HOST)) return 'HOST';
  if (PUBLIC_URL !== undefined && !loopback.has(new URL(PUBLIC_URL).hostname)) return 'PUBLIC_URL';
  if (!ALLOWED_HOSTS.every((name) => loopback.has(name))) return 'ALLOWED_HOSTS';
  return TRUSTED_PROXIES.length > 0 ? 'TRUSTED_PROXIES' : null;
}

function signInOf(text: string): Config['demoSignIns'][number] {
  const at = text.indexOf('@');
  return { role: Role.parse(text.slice(0, at)), unit: text.slice(at + 1) };
}

function databaseUrlOf(data: z.infer<typeof Settings>, faults: string[]): string | null {
  const { DATABASE_URL: url, DATABASE_PASSWORD_FILE: path } = data;
  if (path === undefined) return url ?? null;
  const told = (message: string) => faults.push(sentence({ path: ['DATABASE_PASSWORD_FILE'], message }));
  if (url === undefined) {
    told('it needs DATABASE_URL');
    return null;
  }
  const address = withPassword(url, path);
  if ('text' in address) return address.text;
  told(address.fault);
  return null;
}

function sentence(issue: { path: PropertyKey[]; message: string }): string {
  return `The setting ${String(issue.path[0])} cannot be used: ${issue.message}.`;
}
