// What a broker needs besides to ask its clients for TLS and a SCRAM user.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificates } from './certificates.mjs';

const mechanisms = ['SCRAM-SHA-256', 'SCRAM-SHA-512'];

/**
 * Settings of a broker whose clients speak TLS and SCRAM, and the authority (PEM) that they trust. It speaks to itself on `host:port`
 * in clear, as nobody else may: there anybody may do all.
 */
export function secured(folder, { host, port }) {
  const at = (name) => join(folder, 'tls', name);
  if (!existsSync(at('broker.pem'))) makeCertificates(join(folder, 'tls'), [host, 'localhost']);
  const scram = 'org.apache.kafka.common.security.scram.ScramLoginModule required;';
  const settings = ({ clientPort, controllerPort }) => ({
    listeners: `CLIENT://${host}:${clientPort},SELF://${host}:${port},CONTROLLER://${host}:${controllerPort}`,
    'advertised.listeners': `CLIENT://${host}:${clientPort},SELF://${host}:${port}`,
    'listener.security.protocol.map': 'CLIENT:SASL_SSL,SELF:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'SELF',
    'sasl.enabled.mechanisms': mechanisms.join(','),
    ...Object.fromEntries(
      mechanisms.map((name) => [`listener.name.client.${name.toLowerCase()}.sasl.jaas.config`, scram]),
    ),
    'listener.name.client.ssl.keystore.type': 'PEM',
    'listener.name.client.ssl.keystore.location': at('broker.pem'),
  });
  return { settings, ca: readFileSync(at('ca.pem'), 'utf8') };
}

/** What StorageTool's format is told of users (name → password): each may come with either mechanism. */
export function scramUsers(users = {}) {
  return Object.entries(users).flatMap(([name, password]) =>
    mechanisms.flatMap((mechanism) => ['--add-scram', `${mechanism}=[name=${name},password=${password}]`]),
  );
}

/** How kafkajs reaches such a broker as the first of its users. */
export function secureClient(ca, users) {
  const [[username, password]] = Object.entries(users);
  return { ssl: { ca: [ca] }, sasl: { mechanism: 'scram-sha-512', username, password } };
}
