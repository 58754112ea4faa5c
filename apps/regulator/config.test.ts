import { describe, expect, it } from '@jest/globals';
import { BadSettings, readConfig } from './config.js';

const recordKey = Buffer.alloc(32, 7).toString('base64');

function faults(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof BadSettings)) throw error;
    return error.message.split('\n');
  }
}

describe('the settings', () => {
  it('need none: they keep to this machine, with the store and the bus inside', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 8400,
      dataDir: './data',
      databaseUrl: null,
      kafkaBrokers: null,
      kafkaSecurity: {},
      recordKeys: [],
      partitions: 4,
      allowedHosts: [],
      trustedProxies: [],
      requestsAMinute: 3_000,
      keeping: { compressAfterMonths: 6, keepMonths: null, logDays: 30 },
      access: 'accounts',
      publicUrl: 'http://127.0.0.1:8400',
      demoSignIns: [],
      elsewhere: null,
      mail: null,
      webhookHosts: [],
      heartbeatUrl: null,
      logLevel: 'info',
    });
  });

  it('are read from the environment', () => {
    expect(
      readConfig({
        HOST: '0.0.0.0',
        PORT: '80',
        DATA_DIR: '/srv/synco',
        DATABASE_URL: 'postgresql://synco@localhost:5432/synco',
        KAFKA_BROKERS: 'one:9092, two:9092,',
        RECORD_KEYS: `new:${recordKey}, old:${recordKey}`,
        PARTITIONS: '12',
        ALLOWED_HOSTS: 'synco.example,synco',
        TRUSTED_PROXIES: '10.1.0.0/16, ::1',
        REQUESTS_A_MINUTE: '0',
        STORAGE_COMPRESS_AFTER_MONTHS: '0',
        STORAGE_KEEP_MONTHS: '60',
        LOG_KEEP_DAYS: '0',
        PUBLIC_URL: 'https://synco.example',
        OIDC_ISSUER: 'https://id.example',
        OIDC_CLIENT_ID: 'synco',
        OIDC_CLIENT_SECRET: 'hush',
        OIDC_NAME: 'Union ID',
        SMTP_URL: 'smtps://synco:secret@mail.example:465',
        MAIL_FROM: 'Synco <synco@synco.example>',
        WEBHOOK_HOSTS: 'chat.inside.example,10.0.0.7:8080',
        HEARTBEAT_URL: 'https://watch.example/abc',
        LOG_LEVEL: 'debug',
      }),
    ).toEqual({
      host: '0.0.0.0',
      port: 80,
      dataDir: '/srv/synco',
      databaseUrl: 'postgresql://synco@localhost:5432/synco',
      kafkaBrokers: ['one:9092', 'two:9092'],
      kafkaSecurity: {},
      recordKeys: ['new', 'old'].map((id) => ({ id, secret: Buffer.alloc(32, 7) })),
      partitions: 12,
      allowedHosts: ['synco.example', 'synco'],
      trustedProxies: ['10.1.0.0/16', '::1'],
      requestsAMinute: null,
      keeping: { compressAfterMonths: null, keepMonths: 60, logDays: null },
      access: 'accounts',
      publicUrl: 'https://synco.example',
      demoSignIns: [],
      elsewhere: { issuer: 'https://id.example', clientId: 'synco', clientSecret: 'hush', name: 'Union ID' },
      mail: { smtpUrl: 'smtps://synco:secret@mail.example:465', from: 'Synco <synco@synco.example>' },
      webhookHosts: ['chat.inside.example', '10.0.0.7:8080'],
      heartbeatUrl: 'https://watch.example/abc',
      logLevel: 'debug',
    });
  });

  it('that are empty count as not given', () => {
    const names = [
      'HOST',
      'PORT',
      'DATA_DIR',
      'DATABASE_URL',
      'KAFKA_BROKERS',
      'RECORD_KEYS',
      'RECORD_KEYS_FILE',
      'PARTITIONS',
      'ALLOWED_HOSTS',
      'STORAGE_COMPRESS_AFTER_MONTHS',
      'STORAGE_KEEP_MONTHS',
      'LOG_KEEP_DAYS',
      'ACCESS',
      'PUBLIC_URL',
      'DEMO_SIGN_INS',
      'OIDC_ISSUER',
      'OIDC_CLIENT_ID',
      'OIDC_CLIENT_SECRET',
      'OIDC_CLIENT_SECRET_FILE',
      'OIDC_NAME',
      'SMTP_URL',
      'MAIL_FROM',
      'WEBHOOK_HOSTS',
      'HEARTBEAT_URL',
      'LOG_LEVEL',
    ];
    expect(readConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readConfig({}));
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', 'http'],
    ['PORT', ' '],
    ['DATABASE_URL', 'mysql://localhost/synco'],
    ['KAFKA_BROKERS', 'localhost'],
    ['KAFKA_BROKERS', 'http://localhost:9092'],
    ['KAFKA_BROKERS', ','],
    ['RECORD_KEYS', 'first'],
    ['RECORD_KEYS', 'first:c2hvcnQ='],
    ['RECORD_KEYS', `one:${recordKey},one:${recordKey}`],
    ['RECORD_KEYS', `one:${recordKey}`],
    ['RECORD_KEYS_FILE', 'nowhere/record-keys.txt'],
    ['PARTITIONS', '0'],
    ['PARTITIONS', '257'],
    ['LOG_LEVEL', 'loud'],
    ['HEARTBEAT_URL', 'watch.example'],
    ['ACCESS', 'everybody'],
    ['PUBLIC_URL', 'synco.example'],
    ['PUBLIC_URL', 'https://'],
    ['DEMO_SIGN_INS', 'king@union'],
    ['OIDC_ISSUER', 'http://id.example'],
    ['OIDC_ISSUER', 'id'],
    ['OIDC_CLIENT_ID', 'synco'],
    ['OIDC_CLIENT_SECRET_FILE', 'nowhere/secret.txt'],
    ['SMTP_URL', 'http://mail.example'],
    ['WEBHOOK_HOSTS', 'http://chat.example'],
    ['STORAGE_KEEP_MONTHS', 'for ever'],
    ['LOG_KEEP_DAYS', '-1'],
  ])('that cannot be used are named: %s=%s', (name, value) => {
    const [sentence, ...more] = faults({ [name]: value });
    expect(sentence).toMatch(new RegExp(`^The setting ${name} cannot be used: .+\\.$`));
    expect(more).toEqual([]);
  });

  it.each([
    ['ACCESS', 'open'],
    ['DEMO_SIGN_INS', 'member@team-7'],
  ])('that let somebody in unchecked are for loopback only: %s=%s', (name, value) => {
    expect(faults({ [name]: value })).toEqual([]);
    for (const outward of [
      { HOST: '0.0.0.0' },
      { PUBLIC_URL: 'https://synco.example' },
      { ALLOWED_HOSTS: 'localhost,synco.example' },
      { TRUSTED_PROXIES: '127.0.0.1' },
    ])
      expect(faults({ [name]: value, ...outward })).toEqual([
        expect.stringMatching(`^The setting ${name} cannot be used: .*${Object.keys(outward)[0] ?? ''} is not\\.$`),
      ]);
    expect(faults({ [name]: value, PUBLIC_URL: 'http://localhost:8400', ALLOWED_HOSTS: 'localhost' })).toEqual([]);
  });

  it('with several faults are told all at once', () => {
    expect(faults({ PORT: 'x', LOG_LEVEL: 'loud', KAFKA_BROKER: 'one:1' })).toHaveLength(3);
  });

  it.each([
    ['KAFKA_BROKER', 'KAFKA_BROKERS'],
    ['DATABSE_URL', 'DATABASE_URL'],
    ['ALLOWED_HOST', 'ALLOWED_HOSTS'],
    ['DATA_DIRS', 'DATA_DIR'],
  ])('that are misspelt stop the start: %s', (name, meant) => {
    expect(faults({ [name]: 'x' })).toEqual([`There is no setting ${name}; did you mean ${meant}?`]);
  });

  it("reach Kafka's security by the names that the workplace's node knows too", () => {
    const environment = {
      KAFKA_BROKERS: 'one:9093',
      RECORD_KEYS: `first:${recordKey}`,
      KAFKA_TLS: 'true',
      KAFKA_SASL_MECHANISM: 'scram-sha-512',
      KAFKA_SASL_USERNAME: 'regulator',
      KAFKA_SASL_PASSWORD: 'open-sesame',
    };
    const sasl = { mechanism: 'scram-sha-512', username: 'regulator', password: 'open-sesame' };
    expect(readConfig(environment).kafkaSecurity).toEqual({ tls: {}, sasl });
    expect(faults({ ...environment, KAFKA_SASL_USERNAME: '' })).toEqual([
      expect.stringContaining('KAFKA_SASL_USERNAME is missing'),
    ]);
    expect(faults({ ...environment, KAFKA_BROKERS: '', RECORD_KEYS: '' })).toEqual([
      expect.stringContaining('KAFKA_BROKERS is missing'),
    ]);
    expect(faults({ ...environment, KAFKA_SASL_USERNAM: 'x' })).toEqual([
      'There is no setting KAFKA_SASL_USERNAM; did you mean KAFKA_SASL_USERNAME?',
    ]);
  });

  it('ask for a key by which regulators know their own records, where people must sign in too', () => {
    const environment = { KAFKA_BROKERS: 'one:9092' };
    expect(faults(environment)).toEqual([expect.stringContaining('RECORD_KEYS cannot be used: it is missing')]);
    expect(faults({ ...environment, ACCESS: 'open' })).toEqual([]);
    const both = { RECORD_KEYS: `first:${recordKey}`, RECORD_KEYS_FILE: 'elsewhere' };
    expect(faults({ ...environment, ...both })).toEqual([expect.stringContaining('RECORD_KEYS is given too')]);
  });

  it('leave alone what belongs to others', () => {
    expect(
      faults({ PATH: '/bin', HOME: '/root', HOSTNAME: 'vm', TERM: 'x', LANG: 'C', SHELL: '/bin/sh', PWD: '/' }),
    ).toEqual([]);
  });
});
