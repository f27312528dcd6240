import { expect, test } from 'vitest';
import { recordingHead } from './head.ts';

/**
 * Foxglove reads JSON only by schemas of this form, and shows no message of a channel with another one: objects with `properties`, even
 * without any, arrays of one kind of item, and no alternatives or references.
 */
function strange(schema: Record<string, unknown>, path: string): string[] {
  const { type, properties, items } = schema as { type?: string; properties?: object; items?: Record<string, unknown> };
  if (type === 'object' && properties)
    return Object.entries(properties).flatMap(([name, inner]) => strange(inner, `${path}.${name}`));
  if (type === 'array' && items?.type !== 'array') return strange(items ?? {}, `${path}[]`);
  const plain = ['boolean', 'string', 'number', 'integer'].includes(type ?? '');
  return plain && schema.contentEncoding === undefined && !schema.oneOf ? [] : [path];
}

const { schemas, channels } = recordingHead('1.2.3');
const json = schemas.filter(({ encoding }) => encoding === 'jsonschema');
const parsed = json.map(({ name, data }) => [name, JSON.parse(new TextDecoder().decode(data))] as const);

test.each(parsed)('Foxglove can read messages of %s by the schema in the file', (name, schema) => {
  expect(schema.type).toBe('object');
  expect(strange(schema, name)).toEqual([]);
});

test('every channel but that of bursts is JSON, with the schema that has its number', () => {
  expect(json).toHaveLength(channels.length - 1);
  for (const { id, schemaId, topic } of channels) {
    expect(schemaId).toBe(id + 1);
    expect(schemas[id]).toMatchObject({ id: schemaId, name: `zpci.${topic}` });
  }
});
