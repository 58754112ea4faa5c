// Makes what docker-compose.yml mounts as secrets, once: random passwords, the regulators' record key, and Kafka's authority and certificate.
//   node infra/docker/secrets.mjs [--host NAME …]      NAME: what else the broker is to be called in its certificate
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeCertificates } from '../kafka/certificates.mjs';

const passwords = [
  'database-owner-password',
  'database-password',
  'panels-password',
  'grafana-password',
  'kafka-regulator-password',
];

const { values } = parseArgs({
  options: { host: { type: 'string', multiple: true, default: [] }, folder: { type: 'string' } },
});
const folder = values.folder ?? fileURLToPath(new URL('secrets', import.meta.url));
const at = (name) => join(folder, name);

// The folder keeps everybody else on this machine out. The files in it can be read by all: each is mounted by itself into
// containers whose users have other numbers than the one who runs this.
mkdirSync(folder, { recursive: true });
chmodSync(folder, 0o700);

for (const name of passwords) write(`${name}.txt`, () => `${randomBytes(24).toString('base64url')}\n`);
write('record-keys.txt', () => `first:${randomBytes(32).toString('base64')}\n`);
if (existsSync(at('broker.pem')))
  console.log('kept     broker.pem (delete it to have it made again, under the same authority)');
else {
  makeCertificates(folder, ['kafka', 'localhost', '127.0.0.1', ...values.host]);
  console.log('written  ca.pem, ca-key.pem, broker.pem');
}
chmodSync(at('broker.pem'), 0o444);
chmodSync(at('ca.pem'), 0o444);
chmodSync(at('ca-key.pem'), 0o400);

function write(name, content) {
  if (existsSync(at(name))) console.log(`kept     ${name}`);
  else {
    writeFileSync(at(name), content(), { mode: 0o444 });
    console.log(`written  ${name}`);
  }
}
