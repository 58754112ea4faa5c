import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DCLinter } from 'dclint';
import { validate } from 'dockerfile-utils';
import { readConfig, settingNames } from '../../apps/regulator/config.js';
import { environmentOf, mountSecrets, readComposition, root, rules } from './composition.js';

const path = join(root, 'docker-compose.yml');
const text = readFileSync(path, 'utf8');
const whole = readComposition(text);
const services = Object.entries(whole.services);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'synco-composition-'));
  execFileSync(process.execPath, [join(root, 'infra/docker/secrets.mjs'), '--folder', join(folder, 'secrets')]);
  mountSecrets(whole, join(folder, 'secrets'), join(folder, 'mounted'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Compose's own schema and dclint's rules; the order of keys within a service is ours: limits last, merged keys first. */
function lint(file: string): string[] {
  const linter = new DCLinter({ rules: { 'service-keys-order': 0 }, quiet: false, debug: false, exclude: [] });
  // Its types cannot be found by their own paths.
  const found: { messages: { rule: string; message: string }[] }[] = linter.lintFiles([file], false);
  return found.flatMap(({ messages }) => messages.map(({ rule, message }) => `${rule}: ${message}`));
}

describe('docker-compose.yml', () => {
  it("fits Compose's schema and the linter's rules", () => {
    expect(lint(path)).toEqual([]);
  });

  it('would be refused for what the schema or the linter does not know', () => {
    const bad = join(folder, 'docker-compose.yml');
    writeFileSync(bad, text.replace('mem_limit: 2g', 'mem_limits: 2g'));
    expect(lint(bad)).toEqual([expect.stringContaining('invalid-schema')]);
    writeFileSync(bad, text.replace('127.0.0.1:5433:5432', '5433:5432'));
    expect(lint(bad)).toEqual([expect.stringContaining('no-unbound-port-interfaces')]);
  });

  describe.each(Object.entries(rules))('%s', (_, rule) => {
    it.each(services)('%s', (_, service) => {
      expect(rule(service, whole)).toEqual([]);
    });
  });

  it.each([
    ['timescaledb:2.22.1-pg17', 'timescaledb:latest'],
    ['mem_limit: 2g', ''],
    ['cpus: 2.0', ''],
    ['test: [CMD, pg_isready', 'tests: [CMD, pg_isready'],
    ['restart: unless-stopped', ''],
    ['read_only: true', 'read_only: false'],
    ['127.0.0.1:9094:9094', '0.0.0.0:9094:9094'],
    ['server.properties:ro', 'server.properties'],
    ['./infra/docker/kafka/start.sh', './infra/docker/kafka/begin.sh'],
    ['POSTGRES_PASSWORD_FILE: /run/secrets/database-owner-password', 'POSTGRES_PASSWORD: open-sesame'],
    ['postgres://synco@', 'postgres://synco:open-sesame@'],
    ['      - kafka-broker\n', ''],
    ['condition: service_healthy', 'condition: service_started'],
  ])('would be refused with %j as %j', (good, bad) => {
    expect(text).toContain(good);
    const changed = readComposition(text.replace(good, bad).replace('tests: [', 'disable: true\n      tests: ['));
    const broken = Object.values(changed.services).map((service) =>
      bad.startsWith('tests') && 'tests' in Object(service['healthcheck'])
        ? { ...service, healthcheck: undefined }
        : service,
    );
    const offences = broken.flatMap((service) => Object.values(rules).flatMap((rule) => rule(service, changed)));
    expect(offences).not.toEqual([]);
  });

  it.each(services.filter(([, { build }]) => build))('gives %s settings that it knows and takes', (_, service) => {
    expect(Object.keys(service.environment).filter((name) => !settingNames.includes(name))).toEqual([]);
    const config = readConfig(environmentOf(service, join(folder, 'mounted')));
    expect(config.kafkaSecurity).toEqual({
      tls: { ca: expect.stringContaining('BEGIN CERTIFICATE') },
      sasl: {
        mechanism: 'scram-sha-512',
        username: 'regulator',
        password: expect.stringMatching(/^[\w-]{32}$/),
      },
    });
    expect(config.databaseUrl).toMatch(/^postgres:\/\/synco:[\w-]{32}@timescale:5432\/synco$/);
  });
});

describe('the secrets', () => {
  it('are made by one command, each that is asked for and no other but the key of the authority', () => {
    const asked = Object.values(whole.secrets).map(({ file }) => basename(file));
    expect(readdirSync(join(folder, 'secrets')).toSorted()).toEqual([...asked, 'ca-key.pem'].toSorted());
    expect(Object.values(whole.secrets).every(({ file }) => file.startsWith('infra/docker/secrets/'))).toBe(true);
    expect(readFileSync(join(root, '.gitignore'), 'utf8')).toContain('/infra/docker/secrets/\n');
  });

  it('lie in a folder that is closed to others, and are kept when the command runs again', () => {
    const secrets = join(folder, 'secrets');
    expect(statSync(secrets).mode & 0o777).toBe(0o700);
    expect(statSync(join(secrets, 'ca-key.pem')).mode & 0o777).toBe(0o400);
    const before = readdirSync(secrets).map((name) => readFileSync(join(secrets, name), 'utf8'));
    expect(new Set(before).size).toBe(before.length);
    execFileSync(process.execPath, [join(root, 'infra/docker/secrets.mjs'), '--folder', secrets]);
    expect(readdirSync(secrets).map((name) => readFileSync(join(secrets, name), 'utf8'))).toEqual(before);
  });
});

describe('the Dockerfile', () => {
  const dockerfile = readFileSync(join(root, 'infra/docker/Dockerfile'), 'utf8');
  const stages = dockerfile.split(/^(?=FROM )/m).filter((part) => part.startsWith('FROM '));

  it('has no fault that the linter knows', () => {
    expect(validate(dockerfile).map(({ message }) => message)).toEqual([]);
  });

  it('starts from images with a whole version', () => {
    expect(stages.length).toBeGreaterThan(1);
    for (const stage of stages) expect(stage).toMatch(/^FROM [\w/]+:\d+\.\d+\.\d+-[\w-]+( AS \w+)?\n/);
  });

  it('ends with a user without rights, a healthcheck, and the built service', () => {
    const last = stages.at(-1) ?? '';
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
    expect(last).toMatch(/^CMD \["node", .*"dist\/apps\/regulator\/main.js"\]$/m);
    expect(last).not.toMatch(/^RUN|^ADD/m);
  });

  it('copies only what is there and what it is let have', () => {
    const allowed = readFileSync(join(root, 'infra/docker/Dockerfile.dockerignore'), 'utf8').split('\n');
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      ([, from]) => from?.split(' ') ?? [],
    );
    expect(copied.length).toBeGreaterThan(5);
    expect(copied.filter((from) => !existsSync(join(root, from)) || !allowed.includes(`!${from}`))).toEqual([]);
  });
});
