import { randomBytes, randomUUID } from 'node:crypto';
import { keyIdOf, macSealer, newNodeKeyPair, nodeSealer, type Sealer } from '#libs/adapters-kafka';
import { admitNode, enrolKey } from '#libs/adapters-postgres';
import { cpuSeconds } from './cpu.js';
import { settled, startRegulator } from './regulator.js';
import { fill, kafkaStack, prepare, type Stack } from './stack.js';
import { organisationOf, type Works } from './works.js';

/** What one regulator took a second of records that were sealed so, and its processor time an observation in microseconds. */
export interface SealedLoop {
  seal: 'none' | 'regulator' | 'node';
  perSecond: number;
  cpu: number;
}

const secret = randomBytes(32);
const environment = { RECORD_KEYS: `bench:${secret.toString('base64')}` };

/** The same records unsealed, sealed by a regulator, signed by nodes (one a unit), and unsealed once more. */
export async function sealedLoops(works: Works): Promise<SealedLoop[]> {
  const found: SealedLoop[] = [];
  for (const seal of ['none', 'regulator', 'node', 'none'] as const) found.push(await measure(seal, works));
  return found;
}

async function measure(seal: SealedLoop['seal'], works: Works): Promise<SealedLoop> {
  const nodes = new Nodes(works);
  const sealer = { none: undefined, regulator: macSealer({ id: 'bench', secret }), node: nodes.seal }[seal];
  const stack = await kafkaStack({}, sealer && { seal: sealer, environment });
  try {
    await prepare(stack, works);
    await nodes.enrol(stack);
    const records = await fill(stack, works);
    const regulator = await startRegulator(stack);
    const [begun, before] = [performance.now(), cpuSeconds(regulator.pid)];
    await settled([regulator], records);
    const seconds = (performance.now() - begun) / 1_000;
    const cpu = Math.round(((cpuSeconds(regulator.pid) - before) * 1e6) / records);
    await regulator.stop();
    return { seal, perSecond: Math.round(records / seconds), cpu };
  } finally {
    await stack.remove();
  }
}

/** A node for each unit that posts. */
class Nodes {
  readonly #nodes = new Map<string, { id: string; publicKey: string; seal: Sealer }>();
  readonly #units: ReadonlyMap<string, string>;

  constructor(works: Works) {
    this.#units = new Map(organisationOf(works).indicators?.map(({ id, unit }) => [id, unit]));
    for (const unit of new Set(this.#units.values())) {
      const [id, { privateKey, publicKey }] = [randomUUID(), newNodeKeyPair()];
      this.#nodes.set(unit, { id, publicKey, seal: nodeSealer(id, privateKey) });
    }
  }

  readonly seal: Sealer = (record, value) => {
    const node = this.#nodes.get(this.#units.get(record.key) ?? '');
    if (!node) throw new Error(`Nobody posts ${record.key}.`);
    return node.seal(record, value);
  };

  async enrol(stack: Stack): Promise<void> {
    const now = new Date().toISOString();
    await stack.use((database) =>
      database.transaction(async (client) => {
        for (const [unit, { id, publicKey }] of this.#nodes) {
          await admitNode(client, { id, unit, name: 'Bench', indicators: null }, { by: 'Bench', now });
          await enrolKey(client, id, { id: keyIdOf(publicKey), publicKey }, now);
        }
      }),
    );
  }
}
