import { decode, type StructureKind } from '../../../native-bridge/abi/decode.ts';
import { parseHex } from '../../../native-bridge/abi/hex.ts';
import type { ByteOrder, TreeNode } from '../../../native-bridge/abi/types.ts';
import type { Ignored } from '../../contract/compare/ignore.ts';
import { argumentOf } from '../../contract/compare/structures.ts';
import { Fingerprint } from './fingerprint.ts';
import type { WrittenRow } from './written-row.ts';

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

/** First and last digit of hex that is left out, ends excluded. */
type Mask = readonly (readonly [from: number, to: number])[];

/** Makes the keys that requests of one recording are aligned by. Equal `whole` keys mean that nothing which is compared differs. */
export class KeyMaker {
  readonly #ignored: Ignored;
  readonly #compareData: boolean;
  readonly #masks = new Map<string, Mask>();

  constructor(ignored: Ignored) {
    this.#ignored = ignored;
    this.#compareData = !ignored.has('data');
  }

  place({ kind, on, request }: WrittenRow): number {
    const print = new Fingerprint().text(kind).value(on);
    for (const field in request)
      if (!HOW.has(field) && !this.#ignored.request(field)) print.text(field).value(placed(field, request[field]));
    return print.key;
  }

  whole(row: WrittenRow, byteOrder?: ByteOrder): number {
    const { kind, on, request, status, errno = 0, path, data, sent, error, note, count, errors, malformed } = row;
    if (malformed) return new Fingerprint().text(kind).text(Buffer.from(malformed.bytes).toString('latin1')).key;
    const print = new Fingerprint().text(kind).value(on).text(status).number(errno);
    for (const field in request) if (!this.#ignored.request(field)) print.text(field).value(request[field]);
    print.value(path).value(error?.code).value(note).value(count).value(errors).value(data?.length).value(sent);
    if (this.#compareData) print.value(data);
    this.#call(print, row, byteOrder);
    return print.key;
  }

  /** Argument and answer of the system call without what is ignored. */
  #call(print: Fingerprint, { syscall }: WrittenRow, byteOrder?: ByteOrder): void {
    const kind = syscall && argumentOf(syscall.name);
    if (!kind) return;
    print.value(byteOrder);
    for (const hex of [syscall.in, syscall.out]) print.value(hex && this.#masked(kind, hex, byteOrder));
  }

  #masked(kind: StructureKind, hex: string, byteOrder?: ByteOrder): string {
    const shape = `${kind} ${hex.length} ${byteOrder}`;
    const mask = this.#masks.get(shape) ?? this.#maskOf(kind, parseHex(hex) ?? new Uint8Array(), byteOrder);
    this.#masks.set(shape, mask);
    let [kept, at] = ['', 0];
    for (const [from, to] of mask) {
      kept += hex.slice(at, from);
      at = Math.max(at, to);
    }
    return kept + hex.slice(at);
  }

  #maskOf(kind: StructureKind, bytes: Uint8Array, byteOrder?: ByteOrder): Mask {
    const mask: [number, number][] = [];
    const collect = ({ id, offset, length, children = [] }: TreeNode) => {
      for (const child of children) collect(child);
      const name = id.slice(id.lastIndexOf('/') + 1);
      if (children.length === 0 && this.#ignored.field(name, kind)) mask.push([2 * offset, 2 * (offset + length)]);
    };
    collect(decode(kind, bytes, { byteOrder }).tree);
    return mask.sort(([one], [other]) => one - other);
  }
}

/** Bytes are only as long as they are: what they hold is no place. */
function placed(field: string, value: unknown): unknown {
  if (field === 'data' && typeof value === 'string') return value.length;
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value).map(([name, inner]) => [name, placed(name, inner)]);
}
