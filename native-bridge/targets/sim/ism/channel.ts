import { type Refusal, STATUS_DMA_NOT_ENABLED, STATUS_INVALID_SPACE } from '../zpci/hardware.ts';
import type { DirectMemoryBuffer } from './dmb.ts';
import type { IsmFunction } from './ism-function.ts';
import { standingBuffer } from './standing-buffer.ts';

/**
 * A simulated ISM channel: the functions on it by global id, and the buffers (DMBs) they let each other write. A token is a multiple of
 * 1 << 32, the lowest free one. What hardware answers to a bad move is not documented; modelled: condition code 1, so that the sender
 * sees EIO: status 20 for a token or place that does not exist, 28 when the owner's memory is not mapped.
 */

const TOKEN_UNIT = 1n << 32n;

export class Channel {
  readonly #members = new Map<bigint, IsmFunction>();
  readonly #buffers = new Map<bigint, DirectMemoryBuffer>([[0n, standingBuffer()]]);

  join(member: IsmFunction): void {
    this.#members.set(member.gid, member);
  }

  member(gid: bigint): IsmFunction | undefined {
    return this.#members.get(gid);
  }

  register(buffer: DirectMemoryBuffer): bigint {
    let token = TOKEN_UNIT;
    while (this.#buffers.has(token)) token += TOKEN_UNIT;
    this.#buffers.set(token, buffer);
    return token;
  }

  /** The owner takes a buffer back; false when it has none of that token. */
  unregister(token: bigint, owner: bigint): boolean {
    return this.#buffers.get(token)?.owner === owner && this.#buffers.delete(token);
  }

  /** Takes back everything a function registered, as its reset does. */
  forget(owner: bigint): void {
    for (const [token, buffer] of this.#buffers) if (buffer.owner === owner) this.#buffers.delete(token);
  }

  /** Buffers a function owns, and buffers of others it may write. */
  count(gid: bigint): { owned: number; usable: number } {
    const buffers = [...this.#buffers.values()];
    return {
      owned: buffers.filter(({ owner }) => owner === gid).length,
      usable: buffers.filter(({ owner, writer }) => owner !== gid && (writer === gid || writer === undefined)).length,
    };
  }

  /** A store to the data window: token, element, signal flag and place are all in the offset. */
  move(sender: bigint, offset: bigint, data: Uint8Array): Refusal | undefined {
    const low = Number(BigInt.asUintN(32, offset));
    const buffer = this.#buffers.get(offset - BigInt(low));
    const at = low & 0x7f_ffff;
    const allowed = buffer && (buffer.writer === undefined || buffer.writer === sender);
    if (!allowed || at + data.length > buffer.length) return { cc: 1, status: STATUS_INVALID_SPACE };
    if (!buffer.write(at, data)) return { cc: 1, status: STATUS_DMA_NOT_ENABLED };
    if (low & 0x80_0000) buffer.signal(low >>> 24);
    return undefined;
  }
}
