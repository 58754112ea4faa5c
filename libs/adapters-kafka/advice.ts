import { reasonOf } from './logging.js';
import type { KafkaSecurity } from './security.js';

/** Why Kafka could not be reached and what a person can do about it; `lasting` where waiting cannot mend it. */
export interface Advice {
  reason: string;
  lasting: boolean;
}

const untrusted = /CERT|SIGNATURE|ISSUER/;
const notTls = /ECONNRESET|EPROTO|ERR_SSL/;

/** Reads an error of kafkajs. A connection that is closed without a word is also what a broker does that expects other security. */
export function adviceOn(error: unknown, { tls, sasl }: KafkaSecurity = {}): Advice {
  const reason = reasonOf(error);
  const links = causes(error);
  const code = links.find((link) => link.code !== '')?.code ?? '';
  const lasting = (advice: string) => ({ reason: `${reason}. ${advice}`, lasting: true });
  const perhaps = (advice: string) => ({ reason: `${reason} (${advice})`, lasting: false });
  if (links.some(({ type }) => type === 'ILLEGAL_SASL_STATE'))
    return lasting('This port of Kafka asks for no user: leave out KAFKA_SASL_…, or name the port that does');
  if (links.some(({ type, message }) => type === 'UNSUPPORTED_SASL_MECHANISM' || /mechanism is not supp/.test(message)))
    return lasting('Choose for KAFKA_SASL_MECHANISM one that the broker offers');
  if (links.some(({ message }) => message.includes('invalid credentials')))
    return lasting(
      'Compare KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD (or its file) with the users that the broker knows',
    );
  if (links.some(({ type }) => type.endsWith('_AUTHORIZATION_FAILED')))
    return lasting(
      'Kafka knows this user, who may not do that: grant it to see the topics synco.… (and to make those that are missing)',
    );
  if (code.includes('ALTNAME'))
    return lasting('Name the broker in KAFKA_BROKERS as its certificate does, or give it a certificate for this name');
  if (untrusted.test(code))
    return lasting('Let KAFKA_CA_FILE name the authority that signed the certificate of the broker');
  if (tls && notTls.test(code)) return perhaps('if it goes on: the port may not speak TLS, see KAFKA_TLS');
  const closed = links.some(({ name }) => name === 'KafkaJSConnectionClosedError');
  if (closed && !tls) return perhaps('if it goes on: the port may speak TLS only, see KAFKA_TLS and KAFKA_CA_FILE');
  if (closed && !sasl) return perhaps('if it goes on: the port may ask for a user, see KAFKA_SASL_MECHANISM');
  return { reason, lasting: false };
}

interface Link {
  name: string;
  message: string;
  code: string;
  type: string;
}

function causes(error: unknown): Link[] {
  if (!(error instanceof Error)) return [];
  const { name, message, cause } = error;
  const said = (key: 'code' | 'type') => {
    const value: unknown = Reflect.get(error, key);
    return typeof value === 'string' ? value : '';
  };
  const several: unknown = Reflect.get(error, 'errors');
  const others = Array.isArray(several) ? several.flatMap(causes) : [];
  return [{ name, message, code: said('code'), type: said('type') }, ...causes(cause), ...others];
}
