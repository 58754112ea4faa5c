import { describe, expect, it } from '@jest/globals';
import { adviceOn } from './advice.js';

function failure(message: string, more: object = {}): Error {
  return Object.assign(new Error(message), more);
}

/** As kafkajs wraps what happened when it has tried often enough. */
function wrapped(cause: Error): Error {
  return Object.assign(new Error(cause.message), { name: 'KafkaJSNumberOfRetriesExceeded', cause });
}

const tls = { ca: 'pem' };
const closed = failure('Closed connection', { name: 'KafkaJSConnectionClosedError' });

describe('advice on an error of Kafka', () => {
  it.each([
    [failure('no', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }), /KAFKA_CA_FILE/],
    [failure('no', { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }), /KAFKA_CA_FILE/],
    [failure('no', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }), /KAFKA_BROKERS/],
    [failure('due to invalid credentials with'), /KAFKA_SASL_PASSWORD/],
    [failure('SASL PLAIN mechanism is not supported by the server'), /KAFKA_SASL_MECHANISM/],
    [failure('no', { type: 'ILLEGAL_SASL_STATE' }), /leave out KAFKA_SASL_/],
    [failure('no', { errors: [failure('topic', { type: 'TOPIC_AUTHORIZATION_FAILED' })] }), /grant it/],
  ])('names the setting that a person has to mend, and does not wait: %#', (error, setting) => {
    for (const given of [error, wrapped(error)])
      expect(adviceOn(given, { tls })).toEqual({ reason: expect.stringMatching(setting), lasting: true });
  });

  it.each([
    [closed, {}, /KAFKA_TLS and KAFKA_CA_FILE/],
    [closed, { tls }, /KAFKA_SASL_MECHANISM/],
    [failure('no', { code: 'ECONNRESET' }), { tls }, /may not speak TLS/],
  ])('only wonders where a broker that starts would do the same: %#', (error, security, setting) => {
    expect(adviceOn(wrapped(error), security)).toEqual({ reason: expect.stringMatching(setting), lasting: false });
  });

  it('adds nothing where nobody is there', () => {
    const refused = failure('connect ECONNREFUSED 127.0.0.1:9092', { code: 'ECONNREFUSED' });
    expect(adviceOn(wrapped(refused), { tls })).toEqual({ reason: refused.message, lasting: false });
    expect(adviceOn('something else')).toEqual({ reason: 'something else', lasting: false });
  });
});
