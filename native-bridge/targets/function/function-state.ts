import type { LiveState, Snapshot } from '../../contract/bridge-contract.ts';
import { dmaAvailOf, viewOf } from '../../contract/facts.ts';
import type { FunctionView } from '../../contract/requests/kind.ts';
import type { Buffers } from './buffers.ts';
import { afterMap, afterUnmap, type LiveMapping } from './mappings.ts';

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

  /** Takes newer answers of kernel and firmware. */
  refresh(newer: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...newer };
    this.#view = undefined;
  }

  mapped(arg: Uint8Array): void {
    const { byteOrder } = this.#snapshot;
    this.#setMappings(afterMap(this.#mappings, arg, byteOrder, (vaddr) => this.#buffers.nameAt(vaddr)));
  }

  unmapped(arg: Uint8Array): void {
    this.#setMappings(afterUnmap(this.#mappings, arg, this.#snapshot.byteOrder));
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

  #setMappings(mappings: readonly LiveMapping[]): void {
    this.#mappings = mappings;
    this.#view = undefined;
  }
}

/** Entries free before anything was mapped here; without that capability there is no count to run out of. */
const mappingEntries = (snapshot: Snapshot): number => dmaAvailOf(snapshot) ?? UNLIMITED;
