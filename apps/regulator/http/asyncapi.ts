import { Dispatch, Observation, RollUp, topics } from '#libs/contracts';
import type { z } from 'zod';
import { type Schemas, schemaOf } from './openapi.js';

/** A topic as the document tells it. */
interface Told {
  topic: string;
  name: string;
  message: z.ZodType;
  key: string;
  summary: string;
  /** send: the regulator writes it · receive: the regulator reads what others write. */
  action: 'send' | 'receive';
  example: object;
}

const event = {
  alert: 'team-7.output@2026-11-20',
  sequence: 2,
  at: '2026-11-21T12:00:00.000Z',
  happening: { kind: 'answered', by: 'Jo', unit: 'works', answer: 'help', text: 'Two people come at two.' },
};

const told: readonly Told[] = [
  {
    topic: topics.observations,
    name: 'observation',
    message: Observation,
    key: 'the indicator, so that all figures of one keep their order',
    summary:
      "A figure. A producer makes the id, keeps it over retries and puts it into the header id too; writes with acks=all and the Java client's partitioner; and waits for the answer before it sends the next figure of the same indicator. A record that does not fit is refused with a code, and stops nothing.",
    action: 'receive',
    example: {
      id: '5f0c2a44-7f8c-4d0e-9f0a-2b1d9e6c7a10',
      indicator: 'team-7.output',
      period: '2026-11-21',
      value: 412,
      postedAt: '2026-11-21T16:05:00+01:00',
    },
  },
  {
    topic: topics.rollUps,
    name: 'rollUp',
    message: RollUp,
    key: 'the indicator that is to be made again',
    summary:
      'From regulator to regulator: make this period of an aggregate again, after every commit that changed a part of it.',
    action: 'send',
    example: {
      id: 'team-7.output/41/works.output/2026-11-21',
      indicator: 'works.output',
      period: '2026-11-21',
      settle: false,
    },
  },
  {
    topic: topics.dispatches,
    name: 'dispatch',
    message: Dispatch,
    key: 'the unit that hears it',
    summary:
      'What a unit hears of an alert: its own, what climbs to it, what comes down. It can arrive twice: (alert, sequence) tells a repetition from news.',
    action: 'send',
    example: {
      id: 'team-7.output@2026-11-20/2/team-7',
      to: 'team-7',
      direction: 'down',
      indicator: 'team-7.output',
      sign: 'pain',
      event,
    },
  },
];

/** The topics of the bus as an AsyncAPI 3.0 document, made from the same contracts that the code reads and writes by. */
export function asyncApi(): object {
  const schemas: Schemas = {};
  const messages = told.map((one) => [one.name, messageOf(one, schemas)] as const);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Synco',
      version: '1',
      description:
        'The bus of a federation. Records are JSON in UTF-8; the log is kept until an operator decides otherwise.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(told.map((one) => [one.name, channelOf(one)])),
    operations: Object.fromEntries(
      told.map(({ name, action, summary }) => [
        `${action}-${name}`,
        { action, summary, channel: { $ref: `#/channels/${name}` } },
      ]),
    ),
    components: { messages: Object.fromEntries(messages), schemas },
  };
}

function channelOf({ topic, name, summary }: Told): object {
  return {
    address: topic,
    description: summary,
    messages: { [name]: { $ref: `#/components/messages/${name}` } },
    bindings: { kafka: { topic, bindingVersion: '0.5.0' } },
  };
}

const sealedBy =
  'over synco.record.1, the topic, the node (empty for a regulator), the key id, the record id, the record key and the bytes of the value, each behind its length in bytes (unsigned, 32 bits, big-endian)';

const text = (description: string) => ({ type: 'string', description });

/** What stands beside the value. Seals are asked for where the regulators have record keys. */
function headersOf(action: Told['action']): object {
  const ofNode = { node: text('The id of the node that signs; left out by regulators.') };
  return {
    type: 'object',
    properties: {
      id: text('The id of the message.'),
      ...(action === 'receive' ? ofNode : {}),
      'key-id': text(
        'A regulator: the id of its record key. A node: the first 22 letters of the SHA-256 of its public key (SPKI), base64url.',
      ),
      seal: text(`Raw bytes. A regulator: HMAC-SHA-256, ${sealedBy}. A node: Ed25519, over the same.`),
    },
  };
}

function messageOf({ name, message, key, summary, action, example }: Told, schemas: Schemas): object {
  schemas[name] = schemaOf(message, action === 'receive' ? 'input' : 'output', schemas);
  return {
    name,
    summary,
    headers: headersOf(action),
    payload: { $ref: `#/components/schemas/${name}` },
    bindings: { kafka: { key: { type: 'string', description: key }, bindingVersion: '0.5.0' } },
    examples: [{ name: 'one', payload: example }],
  };
}
