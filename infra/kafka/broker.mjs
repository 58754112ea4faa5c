// One Kafka broker (KRaft, controller and broker in one process) on this machine, for tests and for trying Synco on Kafka:
//   node infra/kafka/broker.mjs start --port 9092 --data DIR      runs until Ctrl-C; port 0 takes a free one
//   … --advertise PORT           tells clients another port of this machine, where a proxy stands before it
//   … --user NAME:PASSWORD       asks for SCRAM users over TLS; the authority to trust is written to DIR/tls/ca.pem
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';
import { brokerJars } from './jars.mjs';
import { javaArguments, javaThatKeepsClasses } from './jvm.mjs';
import { scramUsers, secureClient, secured } from './secured.mjs';

const host = '127.0.0.1';
const startMs = 60_000;
const stopMs = 20_000;
const mostTries = 3;

/**
 * Starts a broker and resolves once it answers. Without `data` it lives in a temporary folder that stop() removes;
 * with the same `data` and `port` a later start goes on with the same log. `quiet` keeps its log lines for errors only.
 * With `users` (name → password, made when the folder is new) clients speak TLS and SASL/SCRAM; `ca` is whom they trust.
 * Clients are sent to the port `advertise` where it is given: a proxy before the broker.
 */
export async function startBroker(asked = {}) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOnce(asked);
    } catch (error) {
      // Another process may take a port that was free before the broker does.
      if (tries === mostTries || !error.message.includes('Address already in use')) throw error;
    }
  }
}

async function startOnce({ port, data, quiet = true, users, advertise }) {
  const jars = brokerJars();
  const folder = data === undefined ? mkdtempSync(join(tmpdir(), 'synco-kafka-')) : resolve(data);
  const [clientPort, controllerPort] = [port ?? (await freePort()), await freePort()];
  mkdirSync(folder, { recursive: true });
  const settings = join(folder, 'server.properties');
  const own = users && secured(folder, { host, port: await freePort() });
  writeFileSync(settings, serverProperties({ folder, clientPort, controllerPort, advertise, own: own?.settings }));
  if (!existsSync(metaFile(folder))) format(jars, settings, scramUsers(users));
  const broker = launch({ jars, settings, quiet });
  const stop = async () => {
    await end(broker.child);
    if (data === undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answers(broker, folder, { brokers: [`${host}:${clientPort}`], ...(own && secureClient(own.ca, users)) });
  } catch (error) {
    await stop();
    throw error;
  }
  return { brokers: [`${host}:${clientPort}`], port: clientPort, data: folder, ca: own?.ca, ended: broker.ended, stop };
}

function serverProperties({ folder, clientPort, controllerPort, advertise = clientPort, own }) {
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@${host}:${controllerPort}`,
    listeners: `CLIENT://${host}:${clientPort},CONTROLLER://${host}:${controllerPort}`,
    'advertised.listeners': `CLIENT://${host}:${advertise}`,
    'listener.security.protocol.map': 'CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'CLIENT',
    'log.dirs': join(folder, 'log'),
    'auto.create.topics.enable': false,
    'default.replication.factor': 1,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    // Consumers that vanish without a word are given up after a few seconds, so that tests of it are quick.
    'group.min.session.timeout.ms': 1000,
    'log.cleaner.dedupe.buffer.size': 4_194_304,
    ...own?.({ clientPort, controllerPort }),
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

function format(jars, settings, users) {
  let cluster = randomBytes(16).toString('base64url');
  while (cluster.startsWith('-')) cluster = randomBytes(16).toString('base64url');
  const args = ['kafka.tools.StorageTool', 'format', '--cluster-id', cluster, '--config', settings, ...users];
  const done = spawnSync('java', [...javaArguments(jars, '-Xmx256m'), ...args], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`Kafka could not format its folder:\n${done.stdout}${done.stderr}`);
}

function launch({ jars, settings, quiet }) {
  const java = javaThatKeepsClasses(jars, '-Xmx512m');
  const child = spawn('java', [...java.args, 'kafka.Kafka', settings], { stdio: ['ignore', 'ignore', 'pipe'] });
  const tail = [];
  child.stderr.on('data', (chunk) => {
    if (!quiet) process.stderr.write(chunk);
    tail.push(String(chunk));
    if (tail.length > 50) tail.shift();
  });
  const ended = new Promise((settle) => {
    child.once('exit', (code, signal) => {
      java.ended(signal);
      settle(code ?? signal);
    });
  });
  return { child, ended, said: () => tail.join('') };
}

async function answers(broker, folder, address) {
  const kafka = new Kafka({
    clientId: 'synco-broker-start',
    ...address,
    logLevel: logLevel.NOTHING,
    retry: { retries: 0, initialRetryTime: 50 },
  });
  const cluster = /^cluster\.id=(.*)$/m.exec(readFileSync(metaFile(folder), 'utf8'))?.[1];
  const until = Date.now() + startMs;
  while (Date.now() < until) {
    if (hasEnded(broker.child)) throw new Error(`The Kafka broker ended at its start:\n${broker.said()}`);
    if (await registered(kafka, cluster)) return;
    await new Promise((wake) => setTimeout(wake, 150));
  }
  throw new Error(`The Kafka broker did not answer within ${startMs / 1000} s:\n${broker.said()}`);
}

// A broker that answers but is not listed yet cannot hold a topic; another one may have taken the port.
async function registered(kafka, cluster) {
  const admin = kafka.admin();
  try {
    await admin.connect();
    const { brokers, clusterId } = await admin.describeCluster();
    return brokers.length > 0 && clusterId === cluster;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

async function end(child) {
  if (hasEnded(child)) return;
  const gone = new Promise((settle) => child.once('exit', settle));
  const force = setTimeout(() => child.kill('SIGKILL'), stopMs);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(force);
}

function metaFile(folder) {
  return join(folder, 'log', 'meta.properties');
}

function freePort() {
  return new Promise((settle, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, host, () => {
      const { port } = server.address();
      server.close(() => settle(port));
    });
  });
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '9092' },
      data: { type: 'string' },
      advertise: { type: 'string' },
      user: { type: 'string', multiple: true },
    },
  });
  if (positionals[0] !== 'start')
    throw new Error(
      'Usage: node infra/kafka/broker.mjs start [--port 9092] [--data DIR] [--advertise PORT] [--user NAME:PASSWORD …]',
    );
  const { port, data, user, advertise } = values;
  const users = user && Object.fromEntries(user.map((pair) => pair.split(':', 2)));
  const broker = await startBroker({ port: Number(port) || undefined, data, quiet: false, users, advertise });
  console.error(`Kafka answers on ${broker.brokers[0]}, its data lies in ${broker.data}. Ctrl-C stops it.`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void broker.stop());
  await broker.ended;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
