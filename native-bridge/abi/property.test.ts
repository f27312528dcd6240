import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DecodeOptions, decode, type StructureKind, structureKinds } from './decode.ts';
import { decodedToJson } from './json.ts';
import { MAX_LIST_ELEMENTS } from './place.ts';
import { captures, configOf } from './testing/captures.ts';
import { vectorBytes, vectors } from './testing/vectors.ts';
import type { Decoded, TreeNode } from './types.ts';
import { MAX_LINKS } from './walk.ts';

/** How many random inputs each property sees; raise it for a long run: ZPCI_PROPERTY_RUNS=200000. */
const RUNS = Number(process.env.ZPCI_PROPERTY_RUNS ?? 5000);
const MAX_BYTES = 320;
/** Nodes one decode may make for inputs of this size: a few fields per capability, one per list element. */
const MAX_NODES = 40 * MAX_BYTES;

const options: readonly DecodeOptions[] = [{}, { byteOrder: 'be' }, { byteOrder: 'le' }, { dialect: 'rfc2019' }];

/** Nodes below `node`; throws when one leaves its parent or the buffer. */
function countNodes(node: TreeNode, size: number): number {
  if (node.offset < 0 || node.length < 0 || node.offset + node.length > size)
    throw new Error(`${node.id} [${node.offset}, +${node.length}) lies outside ${size} bytes`);
  let count = 1;
  for (const child of node.children ?? []) count += countNodes(child, size);
  return count;
}

/** Marks what childless nodes cover; the rest of the buffer would be lost from the screen. */
function mark(node: TreeNode, seen: Uint8Array): void {
  if (node.children?.length) for (const child of node.children) mark(child, seen);
  else seen.fill(1, node.offset, node.offset + node.length);
}

function sound(decoded: Decoded, bytes: Uint8Array): void {
  const nodes = countNodes(decoded.tree, bytes.length);
  const seen = new Uint8Array(bytes.length);
  mark(decoded.tree, seen);
  const lost = seen.indexOf(0);
  if (nodes > MAX_NODES || decoded.diagnostics.length > nodes + 8 || lost >= 0)
    throw new Error(`${nodes} nodes, ${decoded.diagnostics.length} diagnostics, byte ${lost} lost`);
}

function decodeAll(kind: StructureKind, bytes: Uint8Array): void {
  for (const option of options) sound(decode(kind, bytes, option), bytes);
}

const anyBytes = fc.uint8Array({ maxLength: MAX_BYTES, size: 'max' });
const samples: readonly { readonly kind: StructureKind; readonly bytes: Uint8Array }[] = [
  ...vectors.map((vector) => ({ kind: vector.kind, bytes: vectorBytes(vector) })),
  ...captures.map((capture) => ({ kind: 'pci-config' as const, bytes: configOf(capture) })),
];

/** A golden vector with some bytes replaced and its tail cut or repeated: nearly valid, where the bugs live. */
const mutated = fc
  .record({
    sample: fc.constantFrom(...samples),
    patches: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
    length: fc.nat(MAX_BYTES),
  })
  .map(({ sample: { kind, bytes }, patches, length }) => {
    const copy = Uint8Array.from({ length }, (_, at) => bytes[at % bytes.length]!);
    for (const [at, value] of patches) if (length > 0) copy[at % length] = value;
    return { kind, bytes: copy };
  });

describe('decoding is total', () => {
  test('random bytes of every kind, order and dialect', () => {
    const input = fc.tuple(fc.constantFrom(...structureKinds), anyBytes);
    fc.assert(
      fc.property(input, ([kind, bytes]) => decodeAll(kind, bytes)),
      { numRuns: RUNS },
    );
  });

  test('mutated chains', () => {
    fc.assert(
      fc.property(mutated, ({ kind, bytes }) => decodeAll(kind, bytes)),
      { numRuns: RUNS },
    );
  });

  test('the JSON form of anything is JSON', () => {
    fc.assert(
      fc.property(mutated, ({ kind, bytes }) => {
        const json = decodedToJson(decode(kind, bytes));
        return JSON.stringify(JSON.parse(JSON.stringify(json))) === JSON.stringify(json);
      }),
      { numRuns: RUNS },
    );
  });
});

test('a chain longer than any device has is cut, however large the buffer', () => {
  const bytes = new Uint8Array(1 << 20);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, bytes.length);
  view.setUint32(4, 0x80);
  view.setUint32(16, 24);
  for (let at = 24; at + 16 <= bytes.length; at += 8) view.setUint32(at + 4, at + 8);
  const { caps, diagnostics } = decode('device-info', bytes, { byteOrder: 'be' });
  expect(caps.length).toBeLessThanOrEqual(MAX_LINKS);
  expect(diagnostics.at(-1)!.code).toBe('too-many');
});

test('a list longer than a screen can hold is cut and says so', () => {
  const bytes = new Uint8Array(1 << 20);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, bytes.length);
  view.setUint32(8, 1 << 16);
  const { header, diagnostics } = decode('hot-reset-info', bytes, { byteOrder: 'be' });
  expect(header.devices).toHaveLength(MAX_LIST_ELEMENTS);
  expect(diagnostics.map(({ code }) => code)).toEqual(['too-many']);
});
