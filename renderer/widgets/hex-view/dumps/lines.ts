import { MAX_TRANSFER_BYTES } from '../../../../native-bridge/contract/limits.ts';

/** What dumps with offsets have in common: lines that follow one another, `*` for lines that repeat, an offset alone at the end. */

/** One line: its offset as written, and its bytes. */
export interface OffsetLine {
  readonly offset: string;
  readonly bytes: Uint8Array;
}

export interface OffsetDump {
  readonly lines: readonly (OffsetLine | '*')[];
  /** The offset behind the last byte, where the dump ends with it. */
  readonly end?: string;
}

const OFFSET_ALONE = /^\s*([0-9a-f]{4,16})\s*$/i;

/** The text line by line, read by `line`; undefined when one is neither that nor `*`. */
export function readLines(text: string, line: (text: string) => OffsetLine | undefined): OffsetDump | undefined {
  const texts = text.split(/\r?\n/).filter((one) => one.trim() !== '');
  const end = texts.length > 1 ? OFFSET_ALONE.exec(texts.at(-1)!)?.[1] : undefined;
  const lines: (OffsetLine | '*')[] = [];
  for (const one of end === undefined ? texts : texts.slice(0, -1)) {
    const read = one.trim() === '*' ? '*' : line(one);
    if (!read) return undefined;
    lines.push(read);
  }
  return lines.length > 0 && lines[0] !== '*' ? { lines, end } : undefined;
}

type Radix = 16 | 8 | 10;
const DIGITS: Readonly<Record<Radix, RegExp>> = { 16: /^[0-9a-f]+$/i, 8: /^[0-7]+$/, 10: /^[0-9]+$/ };

function offsetIn(text: string, radix: Radix): number | undefined {
  const value = DIGITS[radix].test(text) ? Number.parseInt(text, radix) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

/** The bytes of a dump whose offsets are in one of the bases; the first in which every line follows the one before. */
export function joined(dump: OffsetDump, bases: readonly Radix[] = [16]): Uint8Array | undefined {
  for (const radix of bases) {
    const bytes = joinedIn(dump, radix);
    if (bytes) return bytes;
  }
  return undefined;
}

function joinedIn({ lines, end }: OffsetDump, radix: Radix): Uint8Array | undefined {
  const parts = new Parts();
  let repeats = false;
  let base: number | undefined;
  for (const line of lines) {
    if (line === '*') repeats = true;
    else {
      const offset = offsetIn(line.offset, radix);
      base ??= offset;
      if (offset === undefined || !parts.reach(offset - base!, repeats)) return undefined;
      parts.add(line.bytes);
      repeats = false;
    }
    if (parts.length > MAX_TRANSFER_BYTES) return undefined;
  }
  if (end === undefined) return repeats ? undefined : parts.join();
  const last = offsetIn(end, radix);
  return last === undefined ? undefined : parts.endAt(last - base!, repeats);
}

/** Longest number of a dump: so much of the last one may be padding. */
const WORD = 8;

class Parts {
  readonly #parts: Uint8Array[] = [];
  length = 0;

  add(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.length += bytes.length;
  }

  /** Whether the next line may begin at `offset`: right here, or after repetitions of the last line. */
  reach(offset: number, repeats: boolean): boolean {
    if (!repeats || offset > MAX_TRANSFER_BYTES) return offset === this.length;
    const last = this.#parts.at(-1);
    if (!last?.length || (offset - this.length) % last.length !== 0 || offset < this.length) return false;
    while (this.length < offset) this.add(last);
    return true;
  }

  endAt(offset: number, repeats: boolean): Uint8Array | undefined {
    if (repeats && offset > this.length) {
      const last = this.#parts.at(-1)?.length ?? 0;
      const rest = last > 0 ? (offset - this.length) % last : 0;
      if (!this.reach(offset - rest, true)) return undefined;
      if (rest > 0) this.add(this.#parts.at(-1)!.subarray(0, rest));
    }
    const spare = this.length - offset;
    return spare >= 0 && spare < WORD ? this.join().subarray(0, offset) : undefined;
  }

  join(): Uint8Array {
    const bytes = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}
