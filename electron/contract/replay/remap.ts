import { readU64, writeU64 } from '../../../native-bridge/abi/bytes.ts';
import type { ByteOrder } from '../../../native-bridge/abi/types.ts';
import type { BurstSpec, Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { type AddressWindow, type Remap, remapSchema } from './messages.ts';

/** Bytes of an address inside a payload. */
const WORD = 8;

type Fields = Record<string, unknown>;

/** Puts the addresses and names of another function into requests. What no entry names stays as it is. */
export class Remapper {
  readonly #remap: Remap;
  readonly #buffers: ReadonlyMap<string, string>;
  readonly #spaces: ReadonlyMap<number, number>;
  /** 64-bit numbers that were changed inside payloads. */
  words = 0;

  constructor(remap: Remap = remapSchema.parse({})) {
    this.#remap = remap;
    this.#buffers = new Map(remap.buffers.map(({ from, to }) => [from, to]));
    this.#spaces = new Map(remap.spaces.map(({ from, to }) => [from, to]));
  }

  request(request: Request): Request {
    return this.#fields({ ...request }) as Request;
  }

  burst(spec: BurstSpec): BurstSpec {
    return this.#fields({ ...spec }) as unknown as BurstSpec;
  }

  /** What is expected of bytes that were answered then. */
  answer(bytes: Uint8Array): Uint8Array {
    return this.#words(bytes).bytes;
  }

  #fields(fields: Fields): Fields {
    const { kind, op = kind, buffer, iova, from, data, fill, space, region, offset } = fields;
    if (typeof buffer === 'string') fields.buffer = this.#buffer(buffer);
    if (isNamed(from)) fields.from = { ...from, buffer: this.#buffer(from.buffer) };
    if (typeof iova === 'bigint') fields.iova = moved(iova, this.#remap.iova);
    if (typeof space === 'number') fields.space = this.#spaces.get(space) ?? space;
    if (typeof region === 'number') fields.region = this.#spaces.get(region) ?? region;
    if (typeof offset === 'bigint' && op !== 'config.read' && op !== 'config.write')
      fields.offset = moved(offset, this.#remap.offset);
    if (data instanceof Uint8Array) fields.data = this.#payload(data);
    if (isFill(fill)) fields.fill = { ...fill, data: this.#payload(fill.data) };
    return fields;
  }

  #buffer(name: string): string {
    return this.#buffers.get(name) ?? name;
  }

  #payload(bytes: Uint8Array): Uint8Array {
    const { bytes: changed, words } = this.#words(bytes);
    this.words += words;
    return changed;
  }

  #words(bytes: Uint8Array) {
    const windows = [...this.#remap.iova, ...this.#remap.offset];
    let changed = bytes;
    let words = 0;
    for (let at = 0; windows.length > 0 && at + WORD <= bytes.length; at += WORD) {
      const found = movedWord(bytes, at, windows);
      if (!found) continue;
      if (words === 0) changed = bytes.slice();
      writeU64(changed, at, found.to, found.order);
      words += 1;
    }
    return { bytes: changed, words };
  }
}

const isNamed = (value: unknown): value is { buffer: string } =>
  typeof (value as { buffer?: unknown } | undefined)?.buffer === 'string';
const isFill = (value: unknown): value is { data: Uint8Array } =>
  (value as { data?: unknown } | undefined)?.data instanceof Uint8Array;

function moved(address: bigint, windows: readonly AddressWindow[]): bigint {
  const window = windows.find(({ from, size }) => address >= from && address < from + size);
  return window ? address - window.from + window.to : address;
}

function movedWord(bytes: Uint8Array, at: number, windows: readonly AddressWindow[]) {
  for (const order of ['be', 'le'] satisfies ByteOrder[]) {
    const value = readU64(bytes, at, order);
    const to = moved(value, windows);
    if (to !== value) return { to, order };
  }
  return undefined;
}
