/** Stores into a DMB: where they go in PCI address space 0, and how a longer one is cut. */

/** Place of a move: `token | index << 24 | signal << 23 | byte offset`. */
export interface DmbMove {
  /** Token of the DMB, a multiple of 2^32. */
  readonly token: bigint;
  /** Element of the DMB that is signalled, 0 to 255. */
  readonly index: number;
  /** Tells the owner that the element was written. */
  readonly signal: boolean;
  /** Byte inside the DMB, below 2^23. */
  readonly offset: number;
}

const SIGNAL = 1 << 23;
const OFFSET_MASK = SIGNAL - 1;
/** A store must stay inside one of these: the low 12 bits of its offset must not wrap. */
export const MOVE_BYTES = 4096;

/** The low 32 bits of a move's offset: everything but the token. */
export const dmbMoveLow = ({ index, signal, offset }: Omit<DmbMove, 'token'>): bigint =>
  (BigInt(index) << 24n) | (signal ? BigInt(SIGNAL) : 0n) | BigInt(offset & OFFSET_MASK);

/** Where a store to a DMB goes in PCI address space 0. */
export const dmbMoveOffset = (move: DmbMove): bigint => move.token | dmbMoveLow(move);

/** The parts of a move's offset. */
export function dmbMoveAt(place: bigint): DmbMove {
  const low = Number(BigInt.asUintN(32, place));
  return {
    token: place - BigInt(low),
    index: low >>> 24,
    signal: (low & SIGNAL) !== 0,
    offset: low & OFFSET_MASK,
  };
}

/** One store of a move: `length` bytes from `from` of the payload, to byte `offset` of the DMB. */
export interface DmbMovePiece {
  readonly from: number;
  readonly offset: number;
  readonly length: number;
  /** Only the last piece may signal. */
  readonly last: boolean;
}

/** The stores a move of `length` bytes takes, none crossing 4 KiB of the DMB. A move of 0 bytes is one store of 0. */
export function dmbMovePieces(offset: number, length: number): readonly DmbMovePiece[] {
  const pieces: DmbMovePiece[] = [];
  let from = 0;
  do {
    const at = offset + from;
    const piece = Math.min(length - from, MOVE_BYTES - (at % MOVE_BYTES));
    pieces.push({ from, offset: at, length: piece, last: from + piece >= length });
    from += piece;
  } while (from < length);
  return pieces;
}
