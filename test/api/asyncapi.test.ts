import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { Dispatch, Observation, RollUp, topics } from '#libs/contracts';
import { asyncApi } from '../../apps/regulator/http/asyncapi.js';

interface Document {
  channels: Record<string, { address: string }>;
  components: { messages: Record<string, { examples: { payload: object }[] }>; schemas: Record<string, object> };
}

const load = createRequire(import.meta.url);
const document = asyncApi() as Document;

describe('the AsyncAPI document', () => {
  it('is one by the specification of AsyncAPI 3', () => {
    const ajv = new Ajv({ allErrors: true, strict: false });
    addFormats.default(ajv);
    const valid = ajv.compile(load('@asyncapi/specs/schemas/3.0.0-without-$id.json') as object);
    valid(document);
    expect(valid.errors).toBeNull();
  });

  it('names every topic of the bus', () => {
    expect(
      Object.values(document.channels)
        .map(({ address }) => address)
        .toSorted(),
    ).toEqual(Object.values(topics).toSorted());
  });

  it.each([
    ['observation', Observation],
    ['rollUp', RollUp],
    ['dispatch', Dispatch],
  ] as const)('gives examples of %s that the contract and its own schema take', (name, contract) => {
    const ajv = new Ajv2020({ allErrors: true, strict: false });
    addFormats.default(ajv);
    ajv.addSchema({ $id: 'document', ...document });
    const valid = ajv.compile({ $ref: `document#/components/schemas/${name}` });
    for (const { payload } of document.components.messages[name]?.examples ?? []) {
      expect(contract.parse(payload)).toEqual(payload);
      valid(payload);
      expect(valid.errors).toBeNull();
      valid({ ...payload, id: 7 });
      expect(valid.errors).not.toBeNull();
    }
  });
});
