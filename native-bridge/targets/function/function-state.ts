import type { LiveState, Snapshot } from '../../contract/bridge-contract.ts';
import { dmaAvailOf, viewOf } from '../../contract/facts.ts';
import type { FunctionView } from '../../contract/requests/kind.ts';
import type { Buffers } from './buffers.ts';
import { afterUnmap, type Dialect, type LiveMapping, mappingIn } from './mappings.ts';

/** iommufd counts no entries and says so with this number. */
const UNLIMITED = 0xffff_ffff;

/** What is known of an open function right now: its last snapshot, its mappings and its memory. */
export class FunctionState {
  armed = false;
  readonly #buffers: Buffers;
  #snapshot: Snapshot;
  #mappings: readonly LiveMapping[] = [];
  #entries: number;
  #view: FunctionView | undefined;

  constructor(snapshot: Snapshot, buffers: Buffers) {
    this.#snapshot = snapshot;
    this.#buffers = buffers;
    this.#entries = mappingEntries(snapshot);
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** How structures that map and unmap are read here. */
  get dialect(): Dialect {
    const { backend = 'type1v2', byteOrder } = this.#snapshot;
    return { backend, byteOrder };
  }

  /** Takes newer answers of kernel and firmware. The kernel's count of free entries wins over the one kept here. */
  refresh(newer: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...newer };
    if (newer.iommuInfo) this.#setEntries(mappingEntries(this.#snapshot));
    this.#view = undefined;
  }

  mapped(arg: Uint8Array): void {
    const mapping = mappingIn(arg, this.dialect);
    this.#setMappings([...this.#mappings, { ...mapping, buffer: this.#buffers.nameAt(mapping.vaddr) }]);
  }

  /** Answers how many bytes of mappings went. */
  unmapped(arg: Uint8Array): bigint {
    const left = afterUnmap(this.#mappings, arg, this.dialect);
    const gone = this.#mappings.filter((mapping) => !left.includes(mapping));
    this.#setMappings(left);
    return gone.reduce((total, { size }) => total + size, 0n);
  }

  /** The kernel said that no mapping entry is left, whatever was counted here. */
  exhausted(): void {
    this.#setEntries(0);
  }

  /** The function is not ours any more: nothing is mapped, nothing can be changed. */
  released(): void {
    this.armed = false;
    this.#setMappings([]);
  }

  /** To be called when buffers came or went. */
  changed(): void {
    this.#view = undefined;
  }

  live(): LiveState {
    const used = this.#entries === UNLIMITED ? 0 : this.#mappings.length;
    return {
      armed: this.armed,
      mappings: [...this.#mappings],
      dmaAvail: Math.max(0, this.#entries - used),
      buffers: this.#buffers.list(),
      scratch: this.#buffers.scratch,
    };
  }

  view(): FunctionView {
    this.#view ??= viewOf(this.#snapshot, this.live());
    return this.#view;
  }

  /** `free` entries are left beside the mappings there are. */
  #setEntries(free: number): void {
    this.#entries = free === UNLIMITED ? UNLIMITED : free + this.#mappings.length;
    this.#view = undefined;
  }

  #setMappings(mappings: readonly LiveMapping[]): void {
    this.#mappings = mappings;
    this.#view = undefined;
  }
}

/** Entries that are free; without that capability there is no count to run out of. */
const mappingEntries = (snapshot: Snapshot): number => dmaAvailOf(snapshot) ?? UNLIMITED;
