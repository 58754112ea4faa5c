type Check = (value: unknown, at: string, root: object) => string[];

const types = new Set(['null', 'boolean', 'object', 'array', 'number', 'string', 'integer']);

/** What in a value is no JSON Schema 2020-12, of the words that the contracts use; references are looked up from the root of the document. */
export function schemaFaults(value: unknown, at: string, root: object): string[] {
  if (typeof value === 'boolean') return [];
  if (!isObject(value)) return [`${at} is no schema`];
  return Object.entries(value).flatMap(([word, part]) => {
    const check = words.get(word);
    return check ? check(part, `${at}/${word}`, root) : [`${at}/${word} is no word of JSON Schema`];
  });
}

const one: Check = (value, at, root) => schemaFaults(value, at, root);
const list: Check = (value, at, root) =>
  Array.isArray(value) && value.length > 0
    ? value.flatMap((part, index) => schemaFaults(part, `${at}/${index}`, root))
    : [`${at} is no list of schemas`];
const named: Check = (value, at, root) =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, part]) => schemaFaults(part, `${at}/${name}`, root))
    : [`${at} has no schemas by name`];
const that =
  (fits: (value: unknown) => boolean): Check =>
  (value, at) =>
    fits(value) ? [] : [`${at} cannot be ${JSON.stringify(value)}`];
const count = that((value) => Number.isInteger(value) && Number(value) >= 0);
const number = that((value) => typeof value === 'number' && Number.isFinite(value));
const text = that((value) => typeof value === 'string');
const anything = that(() => true);

const words = new Map<string, Check>([
  ...['items', 'additionalProperties', 'propertyNames', 'not', 'contains'].map((word) => [word, one] as const),
  ...['anyOf', 'oneOf', 'allOf', 'prefixItems'].map((word) => [word, list] as const),
  ...['properties', 'patternProperties'].map((word) => [word, named] as const),
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'].map(
    (w) => [w, count] as const,
  ),
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].map(
    (word) => [word, number] as const,
  ),
  ...['format', 'title', 'description', '$id', '$comment'].map((word) => [word, text] as const),
  ...['const', 'default', 'examples'].map((word) => [word, anything] as const),
  ['type', that((value) => (Array.isArray(value) ? value : [value]).every((type) => types.has(String(type))))],
  ['enum', that((value) => Array.isArray(value) && value.length > 0)],
  ['required', that((value) => Array.isArray(value) && value.every((name) => typeof name === 'string'))],
  ['pattern', that((value) => typeof value === 'string' && new RegExp(value, 'u').source !== '')],
  ['$ref', (value, at, root) => (leadsSomewhere(value, root) ? [] : [`${at} leads nowhere: ${String(value)}`])],
]);

function leadsSomewhere(reference: unknown, root: object): boolean {
  if (typeof reference !== 'string' || !reference.startsWith('#')) return false;
  let here: unknown = root;
  for (const part of reference.slice(1).split('/').filter(Boolean)) {
    if (!isObject(here)) return false;
    here = here[part.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return isObject(here);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
