import { describe, expect, it } from '@jest/globals';
import { asKafkaConfig, kafkaSecurity } from './security.js';

const pem = '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----';
const files: Record<string, string> = { '/ca.pem': pem, '/password': 'open sesame', '/notes': 'nothing' };

function read(environment: Record<string, string>) {
  return kafkaSecurity(environment, (path) => {
    const text = files[path];
    return text === undefined ? { fault: `the file ${path} cannot be read (ENOENT)` } : { text };
  });
}

const user = { KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_SASL_USERNAME: 'regulator' };

describe("the settings of Kafka's security", () => {
  it.each([{}, { KAFKA_TLS: '', KAFKA_CA_FILE: '', KAFKA_SASL_USERNAME: '' }, { KAFKA_TLS: 'false' }])(
    'need not be given: %j',
    (environment) => {
      expect(read(environment)).toEqual({ security: {}, faults: [] });
    },
  );

  it("ask for TLS with the system's authorities, or with one's own", () => {
    expect(read({ KAFKA_TLS: 'true' }).security).toEqual({ tls: {} });
    expect(read({ KAFKA_TLS: 'true', KAFKA_CA_FILE: '/ca.pem' }).security).toEqual({ tls: { ca: pem } });
  });

  it('name a user, with the password or with a file of it', () => {
    const sasl = { mechanism: 'scram-sha-512', username: 'regulator', password: 'open sesame' };
    expect(read({ ...user, KAFKA_SASL_PASSWORD: 'open sesame' }).security).toEqual({ sasl });
    expect(read({ ...user, KAFKA_SASL_PASSWORD_FILE: '/password' }).security).toEqual({ sasl });
  });

  it.each([
    [{ KAFKA_TLS: 'yes' }, /KAFKA_TLS cannot be used: write true or false/],
    [{ KAFKA_CA_FILE: '/ca.pem' }, /KAFKA_CA_FILE cannot be used: it needs KAFKA_TLS=true/],
    [{ KAFKA_TLS: 'true', KAFKA_CA_FILE: '/gone' }, /KAFKA_CA_FILE .+ the file \/gone cannot be read/],
    [{ KAFKA_TLS: 'true', KAFKA_CA_FILE: '/notes' }, /KAFKA_CA_FILE .+ holds no certificate/],
    [{ ...user, KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_PASSWORD: 'x' }, /KAFKA_SASL_MECHANISM .+ scram-sha-512/],
    [{ KAFKA_SASL_MECHANISM: 'scram-sha-256', KAFKA_SASL_PASSWORD: 'x' }, /KAFKA_SASL_USERNAME is missing/],
    [{ KAFKA_SASL_USERNAME: 'regulator', KAFKA_SASL_PASSWORD: 'x' }, /KAFKA_SASL_MECHANISM is missing/],
    [user, /KAFKA_SASL_PASSWORD is missing/],
    [{ ...user, KAFKA_SASL_PASSWORD_FILE: '/gone' }, /KAFKA_SASL_PASSWORD_FILE .+ the file \/gone cannot be read/],
    [{ ...user, KAFKA_SASL_PASSWORD: 'x', KAFKA_SASL_PASSWORD_FILE: '/password' }, /keep one of them/],
  ])('that cannot be used are one sentence each: %j', (environment, sentence) => {
    const { faults } = read(environment);
    expect(faults).toEqual([expect.stringMatching(sentence)]);
    expect(faults[0]).toMatch(/\.$/);
  });

  it('never show a password', () => {
    const { faults } = read({ KAFKA_SASL_PASSWORD: 'open sesame', KAFKA_SASL_PASSWORD_FILE: '/password' });
    expect(faults).toHaveLength(3);
    expect(faults.join(' ')).not.toContain('sesame');
  });

  it('reach kafkajs as a copy, for it writes into what it is given', () => {
    const sasl = { mechanism: 'scram-sha-256', username: 'a', password: 'b' } as const;
    expect(asKafkaConfig({ sasl })).toEqual({ sasl });
    expect(asKafkaConfig({ sasl }).sasl).not.toBe(sasl);
    expect(asKafkaConfig({ tls: {} })).toEqual({ ssl: true });
    expect(asKafkaConfig()).toEqual({});
  });
});
