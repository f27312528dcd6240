import { describe, expect, test } from 'vitest';
import {
  deviceCapabilities,
  iommuCapabilities,
  regionCapabilities,
  rfc2019Capabilities,
} from './capabilities/index.ts';
import { encodeCap, encodeChain } from './chain.ts';
import { decode, type StructureKind } from './decode.ts';
import { toHex } from './hex.ts';
import { type LayoutKind, structureOf } from './kinds.ts';
import { encode } from './layout.ts';
import { type Vector, vectorBytes, vectors } from './testing/vectors.ts';
import type { Decoded } from './types.ts';

const CAPABILITIES: Partial<Record<StructureKind, typeof deviceCapabilities>> = {
  'device-info': deviceCapabilities,
  'region-info': regionCapabilities,
  'iommu-info': iommuCapabilities,
};

const layoutOf = ({ kind, dialect }: Vector, bytes: Uint8Array) => {
  const { layout } = structureOf(kind as LayoutKind, dialect);
  return typeof layout === 'function' ? layout(bytes) : layout;
};

/** Builds the bytes again from nothing but the decoded values. */
function rebuilt(vector: Vector, decoded: Decoded): Uint8Array {
  const layout = layoutOf(vector, vectorBytes(vector));
  if (decoded.caps.length === 0) return encode(layout, decoded.header, vector.byteOrder);
  const known = vector.dialect ? rfc2019Capabilities : CAPABILITIES[vector.kind]!;
  const caps = decoded.caps.map(({ name, fields, version }) =>
    encodeCap(known.find((capability) => capability.name === name)!, fields, vector.byteOrder, version),
  );
  return encodeChain({ layout, values: decoded.header }, caps, vector.byteOrder);
}

/** Vectors Linux since 6.6 could have built: no damage, 8-aligned, everything captured. */
const wellFormed = vectors.filter(({ id }) => !/^M|^V03|^V14|merged/.test(id));

describe.each(wellFormed)('$id', (vector) => {
  test('is rebuilt byte for byte from its decoded values', () => {
    const decoded = decode(vector.kind, vectorBytes(vector), vector);
    expect(toHex(rebuilt(vector, decoded))).toBe(vector.hex);
  });
});

test('missing values are zero, counts and lengths are filled from what they describe', () => {
  const [range] = iommuCapabilities;
  const { body } = encodeCap(range!, { ranges: [{ start: 1n, end: 2n }, { start: 4n }] }, 'be');
  expect(toHex(body)).toBe(
    '0000000200000000' + '0000000000000001' + '0000000000000002' + '0000000000000004' + '0000000000000000',
  );
  const pfip = deviceCapabilities.find(({ name }) => name === 'zpci-pfip')!;
  expect(toHex(encodeCap(pfip, { pfip: '800c0003' }, 'le').body)).toBe('04000000800c0003');
});
