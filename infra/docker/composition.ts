import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

/** The root of the repository, from which the paths in docker-compose.yml go out. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const texts = z.array(z.string()).default([]);
const Service = z.looseObject({
  image: z.string().optional(),
  build: z.looseObject({ dockerfile: z.string() }).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  secrets: texts,
  volumes: texts,
  ports: texts,
  cap_drop: texts,
  security_opt: texts,
  depends_on: z.record(z.string(), z.looseObject({ condition: z.string() })).default({}),
});
const Composition = z.looseObject({
  services: z.record(z.string(), Service),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});
export type Service = z.infer<typeof Service>;
export type Composition = z.infer<typeof Composition>;

/** Reads the text of a docker-compose.yml, with what is merged into its services put in. */
export function readComposition(text: string): Composition {
  return Composition.parse(parse(text, { merge: true }));
}

/** A service's environment as Compose fills it in where nothing else is set, with its secrets in another folder. */
export function environmentOf({ environment }: Service, secrets: string): Record<string, string> {
  const filled = Object.entries(environment).map(([name, value]) => [
    name,
    value.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1').replace('/run/secrets', () => secrets),
  ]);
  return Object.fromEntries(filled);
}

/** Lays the secrets that secrets.mjs has left in `made` into the folder `to` under the names by which services know them. */
export function mountSecrets({ secrets }: Composition, made: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const [name, { file }] of Object.entries(secrets)) copyFileSync(join(made, basename(file)), join(to, name));
}

/** A service offends against a rule in these ways; an empty list is none. */
export type Rule = (service: Service, whole: Composition) => string[];

const has =
  (name: string): Rule =>
  (service) =>
    service[name] === undefined ? [`has no ${name}`] : [];
const holds = (name: 'cap_drop' | 'security_opt', value: string): Rule => {
  return (service) => (service[name].includes(value) ? [] : [`has no ${value} in ${name}`]);
};

/** What must hold for every service, by name; the tests read as this list. */
export const rules: Record<string, Rule> = {
  'is built here, or names its image with a whole version': ({ image, build }) =>
    build || /^[\w./-]+:\d+\.\d+(\.\d+)?(-[\w.]+)?$/.test(image ?? '') ? [] : [`image ${image}`],
  'has a limit of memory': has('mem_limit'),
  'has a limit of processors': has('cpus'),
  'has a limit of processes': has('pids_limit'),
  'says when it is healthy': (service) =>
    service['healthcheck'] || (service.build && /^HEALTHCHECK/m.test(read(service.build.dockerfile)))
      ? []
      : ['has no healthcheck'],
  'is started again when it ends': has('restart'),
  'has time to stop': has('stop_grace_period'),
  'turns its log over': (service) => (/max-size/.test(JSON.stringify(service['logging'])) ? [] : ['its log grows']),
  'cannot change what it is made of': (service) => (service['read_only'] === true ? [] : ['can write to its root']),
  'has no rights to spare': holds('cap_drop', 'ALL'),
  'cannot gain rights': holds('security_opt', 'no-new-privileges:true'),
  'is reached from this machine only': ({ ports }) => ports.filter((port) => !port.startsWith('127.0.0.1:')),
  'waits only for what is there, until it is healthy': ({ depends_on: needed }, { services }) =>
    Object.entries(needed).flatMap(([name, { condition }]) =>
      services[name] && condition === 'service_healthy' ? [] : [`${name}: ${condition}`],
    ),
  'mounts what is in the repository, unchangeably': ({ volumes }) =>
    binds(volumes).flatMap(({ from, mode }) => (existsSync(join(root, from)) && mode === 'ro' ? [] : [from])),
  'has every secret that it reads, and reads every one that it has': secretsFit,
  'holds no secret itself': ({ environment }) =>
    Object.entries(environment)
      .filter(([name, value]) => secretName.test(name) || /:\/\/[^/@]*:[^/@]*@/.test(value))
      .map(([name]) => name),
};

const secretName = /(PASSWORD|SECRET|TOKEN|PRIVATE)(?!.*_FILE$)/;

function secretsFit({ environment, volumes, secrets, build }: Service, whole: Composition): string[] {
  const mounted = binds(volumes).flatMap(({ from }) => filesBelow(join(root, from)));
  const text = [...Object.values(environment), ...mounted.map((path) => readFileSync(path, 'utf8'))].join('\n');
  const used = new Set(
    [...text.matchAll(/(?:\/run\/secrets|\}?\$\{SECRETS:-[^}]*\})\/([\w-]+)/g)].map(([, name]) => name),
  );
  const missing = [...used].filter((name) => name && !secrets.includes(name)).map((name) => `${name} is not given`);
  const idle = build ? [] : secrets.filter((name) => !used.has(name)).map((name) => `${name} is not used`);
  const unknown = secrets.filter((name) => !whole.secrets[name]).map((name) => `${name} is no secret`);
  return [...missing, ...idle, ...unknown];
}

function binds(volumes: readonly string[]): { from: string; mode: string }[] {
  return volumes
    .filter((volume) => volume.startsWith('.'))
    .map((volume) => ({ from: volume.split(':')[0] ?? '', mode: volume.split(':')[2] ?? 'rw' }));
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesBelow(join(path, name)));
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
