// An authority of one's own and a broker's certificate under it, made by openssl: for test brokers and for docker-compose.yml.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const days = '3650';
const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/**
 * Leaves in `folder`: ca.pem (whom clients trust), ca-key.pem (signs further brokers; keep it away from them) and broker.pem
 * (the broker's key and certificate, good for `names`, host names or addresses). An authority that is there is used again.
 */
export function makeCertificates(folder, names) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const at = (name) => join(folder, name);
  const [ca, caKey, request, extensions, brokerKey, broker] = [
    'ca.pem',
    'ca-key.pem',
    'request.pem',
    'extensions.txt',
    'broker-key.pem',
    'broker-certificate.pem',
  ].map(at);
  if (!existsSync(ca))
    openssl([
      'req',
      '-x509',
      ...key,
      '-days',
      days,
      '-subj',
      '/CN=Synco Kafka authority',
      '-keyout',
      caKey,
      '-out',
      ca,
    ]);
  openssl(['req', ...key, '-subj', `/CN=${names[0]}`, '-keyout', brokerKey, '-out', request]);
  writeFileSync(
    extensions,
    `subjectAltName=${names.map((name) => `${isIP(name) ? 'IP' : 'DNS'}:${name}`).join(',')}\n`,
  );
  const signed = ['-CA', ca, '-CAkey', caKey, '-CAcreateserial', '-days', days, '-extfile', extensions, '-out', broker];
  openssl(['x509', '-req', '-in', request, ...signed]);
  const both = readFileSync(brokerKey, 'utf8') + readFileSync(broker, 'utf8') + readFileSync(ca, 'utf8');
  writeFileSync(at('broker.pem'), both, { mode: 0o600 });
  for (const done of [request, extensions, brokerKey, broker, at('ca.srl')]) rmSync(done, { force: true });
}

function openssl(args) {
  const done = spawnSync('openssl', args, { encoding: 'utf8' });
  if (done.error) throw new Error('Certificates need "openssl", which is not installed: apt-get install openssl');
  if (done.status !== 0) throw new Error(`openssl ${args[0]} failed:\n${done.stderr}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, ...names] = process.argv.slice(2);
  if (names.length === 0) throw new Error('Usage: node infra/kafka/certificates.mjs FOLDER NAME…');
  makeCertificates(folder, names);
}
