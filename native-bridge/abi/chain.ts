import { type Capability, type CapBytes, capHeader } from './capabilities/capability.ts';
import { encode } from './layout.ts';
import type { ByteOrder, FieldValues, Layout } from './types.ts';

/** Building info answers with their capability chain, the way Linux since 6.6 lays them out: each capability 8-aligned. */

const ALIGNMENT = 8;
const padded = (length: number) => Math.ceil(length / ALIGNMENT) * ALIGNMENT;

/** A capability's bytes from its field values; `version` counts from 1 (default: the newest known). */
export function encodeCap(
  capability: Capability,
  values: FieldValues,
  order: ByteOrder,
  version = capability.versions.length,
): CapBytes {
  const layout = capability.versions[version - 1] ?? capability.versions[0];
  return { id: capability.id, version, body: encode(layout, values, order).subarray(capHeader.size) };
}

/**
 * Bytes of an info structure and its chain. `argsz` and `cap_offset` are filled unless `info.values` gives them; flags are taken as
 * given, so the caller sets CAPS. Capabilities follow the fixed part in the order given.
 */
export function encodeChain(
  info: { readonly layout: Layout; readonly values: FieldValues },
  caps: readonly CapBytes[],
  order: ByteOrder,
): Uint8Array {
  const slots = caps.map(({ body }) => padded(capHeader.size + body.length));
  const total = slots.reduce((sum, slot) => sum + slot, info.layout.size);
  const chain = { argsz: total, cap_offset: caps.length > 0 ? info.layout.size : 0 };
  const bytes = new Uint8Array(total);
  bytes.set(encode(info.layout, { ...chain, ...info.values }, order));
  let at = info.layout.size;
  for (const [index, { id, version, body }] of caps.entries()) {
    const next = index + 1 < caps.length ? at + slots[index]! : 0;
    bytes.set(encode(capHeader, { id, version, next }, order), at);
    bytes.set(body, at + capHeader.size);
    at += slots[index]!;
  }
  return bytes;
}
