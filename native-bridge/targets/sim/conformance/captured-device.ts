import type { Hardware, Refusal } from '../zpci/hardware.ts';
import type { LabFile, RecordedBar } from './lab-file.ts';

/**
 * The device behind a captured function, as far as the capture shows it: the first 256 bytes and the last 4 of each BAR, and the access
 * widths it refuses. A width is refused when it reads as all ones where another one reads something else.
 */

const WIDTHS = [1, 2, 4, 8];
const OPERAND: Refusal = { exception: 'operand' };

interface BarContent {
  /** What is known from the start of the BAR; behind it loads give 0, or are refused where the capture says so. */
  readonly first: Uint8Array;
  readonly restRefused: boolean;
  /** The last 4 bytes; undefined when loading them is refused. */
  readonly last: Uint8Array | undefined;
  readonly lastAt: number;
  readonly refused: ReadonlySet<number>;
}

const LAST = 4;

type Piece = { readonly off: number; readonly len: number; readonly hex?: Uint8Array };

export function capturedDevice({ bars }: LabFile): Hardware {
  const contents = new Map(Object.entries(bars).map(([index, bar]) => [Number(index), contentOf(bar)]));
  return {
    load: (space, offset, length) => {
      const content = contents.get(space);
      return content ? loadFrom(content, Number(offset), length) : OPERAND;
    },
    store: () => undefined,
    storeBlock: () => undefined,
    connect: () => {},
    reset: () => {},
  };
}

function loadFrom(content: BarContent, offset: number, length: number): Uint8Array | Refusal {
  const { first, restRefused, last, lastAt, refused } = content;
  if (refused.has(length)) return OPERAND;
  if (offset >= lastAt) return last?.slice(offset - lastAt, offset - lastAt + length) ?? OPERAND;
  if (offset + length > first.length && restRefused) return OPERAND;
  const data = new Uint8Array(length);
  data.set(first.subarray(offset, offset + length));
  return data;
}

function contentOf(bar: RecordedBar): BarContent {
  const pieces = bar.reads.filter(isOneLoad);
  const refused = new Set(WIDTHS.filter((width) => isRefused(width, pieces)));
  return {
    first: firstBytes(
      bar,
      pieces.filter(({ len }) => !refused.has(len)),
    ),
    restRefused: bar.first256.hex === undefined,
    last: bar.last4.hex,
    lastAt: bar.size - LAST,
    refused,
  };
}

/** The first bytes as read in one go, under what single loads of accepted widths saw. */
function firstBytes({ first256 }: RecordedBar, pieces: readonly Piece[]): Uint8Array {
  const seen = pieces.filter((piece) => piece.hex !== undefined);
  const bytes = new Uint8Array(Math.max(first256.hex?.length ?? 0, ...seen.map(({ off, len }) => off + len)));
  bytes.set(first256.hex ?? []);
  for (const { off, hex } of seen) bytes.set(hex!.subarray(0, bytes.length - off), off);
  return bytes;
}

/** A read the kernel does not cut into pieces. */
const isOneLoad = ({ off, len }: Piece) => WIDTHS.includes(len) && off % len === 0;

const sawNothing = ({ hex }: Piece) => hex === undefined || hex.every((byte) => byte === 0xff);

function isRefused(width: number, pieces: readonly Piece[]): boolean {
  const own = pieces.filter(({ len }) => len === width);
  const others = pieces.filter(({ len }) => len !== width);
  return (
    own.length > 0 && own.every(sawNothing) && own.some((piece) => others.some((other) => contradicts(piece, other)))
  );
}

/** Whether `other` saw something in the bytes it shares with `piece`. */
function contradicts(piece: Piece, other: Piece): boolean {
  const shared = other.hex?.subarray(
    Math.max(0, piece.off - other.off),
    Math.max(0, piece.off + piece.len - other.off),
  );
  return shared?.some((byte) => byte !== 0xff) ?? false;
}
