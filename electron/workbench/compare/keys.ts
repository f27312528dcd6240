import { createHash } from 'node:crypto';
import { decode, type StructureKind } from '../../../native-bridge/abi/decode.ts';
import type { ByteOrder, TreeNode } from '../../../native-bridge/abi/types.ts';
import type { Answered } from '../../contract/compare/differences.ts';
import type { Ignored } from '../../contract/compare/ignore.ts';
import { argumentOf } from '../../contract/compare/structures.ts';

/** Fields of a request that say how it is sent, not what and where. */
const HOW: ReadonlySet<string> = new Set([
  'path',
  'pageOffset',
  'timeoutMs',
  'read',
  'write',
  'seconds',
  'rate',
  'count',
]);

/** Bytes of a digest that make a key: 48 bits, exact in a double. */
const KEY_BYTES = 6;

/** Makes the keys that requests of one recording are aligned by. Equal `whole` keys mean that nothing which is compared differs. */
export class KeyMaker {
  readonly #ignored: Ignored;
  readonly #masks = new Map<string, readonly (readonly [number, number])[]>();

  constructor(ignored: Ignored) {
    this.#ignored = ignored;
  }

  place({ kind, on, request }: Answered): number {
    const fields = Object.entries(request).filter(([field]) => !HOW.has(field) && !this.#ignored.request(field));
    return keyOf([JSON.stringify([kind, on, fields.map(([field, value]) => [field, placed(field, value)])])]);
  }

  whole(one: Answered): number {
    const { kind, on, request, status, errno = 0, path, data, sent, error, note, count, errors } = one;
    const asked = Object.entries(request).filter(([field]) => !this.#ignored.request(field));
    const told = [kind, on, asked, status, errno, path, error?.code, note, count, errors, data?.length, sent?.length];
    const answer = this.#ignored.has('data') ? undefined : data;
    return keyOf([JSON.stringify(told), answer, sent, ...this.#call(one)]);
  }

  /** Argument and answer of the system call without what is ignored. */
  #call({ syscall, byteOrder }: Answered): (Uint8Array | undefined)[] {
    const kind = syscall && argumentOf(syscall.name);
    if (!syscall || !kind) return [];
    return [syscall.in, syscall.out].map((bytes) => bytes && this.#masked(kind, bytes, byteOrder));
  }

  #masked(kind: StructureKind, bytes: Uint8Array, byteOrder?: ByteOrder): Uint8Array {
    const shape = `${kind} ${bytes.length} ${byteOrder}`;
    const mask = this.#masks.get(shape) ?? this.#maskOf(kind, bytes, byteOrder);
    this.#masks.set(shape, mask);
    const masked = bytes.slice();
    for (const [from, to] of mask) masked.fill(0, from, to);
    return masked;
  }

  #maskOf(kind: StructureKind, bytes: Uint8Array, byteOrder?: ByteOrder): [number, number][] {
    const mask: [number, number][] = [];
    const collect = ({ id, offset, length, children = [] }: TreeNode) => {
      for (const child of children) collect(child);
      const name = id.slice(id.lastIndexOf('/') + 1);
      if (children.length === 0 && this.#ignored.field(name, kind)) mask.push([offset, offset + length]);
    };
    collect(decode(kind, bytes, { byteOrder }).tree);
    return mask;
  }
}

/** Bytes are only as long as they are: what they hold is no place. */
function placed(field: string, value: unknown): unknown {
  if (field === 'data' && typeof value === 'string') return value.length;
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value).map(([name, inner]) => [name, placed(name, inner)]);
}

function keyOf(parts: readonly (string | Uint8Array | undefined)[]): number {
  const hash = createHash('sha1');
  for (const part of parts) if (part !== undefined) hash.update(part);
  return hash.digest().readUIntBE(0, KEY_BYTES);
}
