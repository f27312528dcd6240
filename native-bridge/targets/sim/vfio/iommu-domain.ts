import { lastOf } from '../../../rules/iova.ts';
import { firstEndingAt, insertMapping, touched } from '../../../rules/sorted-mappings.ts';
import type { Mapping } from '../../../rules/types.ts';
import type { ProcessMemory } from '../process/memory.ts';
import type { DmaPort } from '../zpci/hardware.ts';

/** The mappings of one container, sorted by IOVA, and the way a device reaches memory through them. */

export class IommuDomain implements DmaPort {
  readonly #memory: ProcessMemory;
  readonly #mappings: Mapping[] = [];

  constructor(memory: ProcessMemory) {
    this.#memory = memory;
  }

  get count(): number {
    return this.#mappings.length;
  }

  get all(): readonly Mapping[] {
    return this.#mappings;
  }

  add(mapping: Mapping): void {
    insertMapping(this.#mappings, mapping);
  }

  /** Mappings that share a byte with [iova, last], lowest first. */
  overlapping(iova: bigint, last: bigint): Mapping[] {
    return touched({ iova, size: last - iova + 1n }, this.#mappings);
  }

  /** Forgets mappings that stand side by side in the list; answers the bytes they covered. */
  remove(gone: readonly Mapping[]): bigint {
    const bytes = gone.reduce((total, { size }) => total + size, 0n);
    if (gone[0]) this.#mappings.splice(firstEndingAt(this.#mappings, gone[0].iova), gone.length);
    return bytes;
  }

  write(iova: bigint, data: Uint8Array): boolean {
    const views = this.#views(iova, data.length, 'write');
    if (!views) return false;
    let at = 0;
    for (const view of views) {
      view.set(data.subarray(at, at + view.length));
      at += view.length;
    }
    return true;
  }

  read(iova: bigint, length: number): Uint8Array | undefined {
    const views = this.#views(iova, length, 'read');
    if (!views) return undefined;
    const data = new Uint8Array(length);
    let at = 0;
    for (const view of views) {
      data.set(view, at);
      at += view.length;
    }
    return data;
  }

  /** Live memory behind the range, piece by piece; undefined when any byte is unmapped or not allowed. */
  #views(iova: bigint, length: number, access: 'read' | 'write'): Uint8Array[] | undefined {
    const views: Uint8Array[] = [];
    for (let at = 0, index = firstEndingAt(this.#mappings, iova); at < length; index++) {
      const mapping = this.#mappings[index];
      const start = iova + BigInt(at);
      if (!mapping?.[access] || mapping.iova > start) return undefined;
      const room = lastOf(mapping) - start + 1n;
      const piece = room < BigInt(length - at) ? Number(room) : length - at;
      const view = this.#memory.view(mapping.vaddr + (start - mapping.iova), piece);
      if (!view) return undefined;
      views.push(view);
      at += piece;
    }
    return views;
  }
}
