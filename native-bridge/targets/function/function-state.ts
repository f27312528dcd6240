import type { LiveMapping, LiveState, Snapshot, StateChange } from '../../contract/bridge-contract.ts';
import { dmaAvailOf, type KnownFunction, knownOf, viewIn } from '../../contract/facts.ts';
import { irqsAfter } from '../../contract/irq-state.ts';
import type { BufferView, FunctionView } from '../../contract/requests/kind.ts';
import { lastOf } from '../../rules/iova.ts';
import { insertMapping, takeInside } from '../../rules/sorted-mappings.ts';
import type { UsedIrq } from '../../rules/types.ts';
import type { Buffers } from './buffers.ts';
import { type Dialect, mappingIn, unmapIn } from './mappings.ts';

/** iommufd counts no entries and says so with this number. */
const UNLIMITED = 0xffff_ffff;

/** What a change is made of besides what every change tells. */
type Changed = Omit<StateChange, 'armed' | 'dmaAvail' | 'command'>;

/** What is known of an open function right now: its last snapshot, its mappings and its memory. */
export class FunctionState {
  armed = false;
  readonly #buffers: Buffers;
  readonly #mappings: LiveMapping[] = [];
  #irqs: UsedIrq[] = [];
  readonly #pasids = new Set<number>();
  #command: number | undefined;
  #snapshot: Snapshot;
  #known: KnownFunction;
  #entries: number;
  #view: FunctionView | undefined;
  #changed: Changed | undefined;

  constructor(snapshot: Snapshot, buffers: Buffers) {
    this.#snapshot = snapshot;
    this.#known = knownOf(snapshot);
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
    this.#known = knownOf(this.#snapshot);
    if (newer.iommuInfo) this.#setEntries(mappingEntries(this.#snapshot));
    if (newer.config) this.commanded(undefined);
    this.#view = undefined;
  }

  mapped(arg: Uint8Array): void {
    const mapping = mappingIn(arg, this.dialect);
    const mapped = { ...mapping, buffer: this.#buffers.nameAt(mapping.vaddr) };
    insertMapping(this.#mappings, mapped);
    this.#note({ mapped });
  }

  /** Answers how many bytes of mappings went. */
  unmapped(arg: Uint8Array): bigint {
    const gone = takeInside(this.#mappings, unmapIn(arg, this.dialect));
    const [first, last] = [gone[0], gone.at(-1)];
    if (first && last) this.#note({ unmapped: { iova: first.iova, size: lastOf(last) - first.iova + 1n } });
    return gone.reduce((total, { size }) => total + size, 0n);
  }

  /** The kernel took a request to arm or turn off interrupts. */
  irqsArmed(armed: Parameters<typeof irqsAfter>[1]): void {
    this.#irqs = irqsAfter(this.#irqs, armed);
    this.#note({ irqs: this.#irqs.map(plain) });
  }

  /** The kernel bound a guest page table to a host PASID. */
  bound(pasid: number): void {
    this.#pasids.add(pasid);
    this.#note({ bound: pasid });
  }

  unbound(pasid: number): void {
    this.#pasids.delete(pasid);
    this.#note({ unbound: pasid });
  }

  /** The lower byte of the command register was written; undefined: it is not what was written any more, or was read since. */
  commanded(low: number | undefined): void {
    if (low === this.#command) return;
    this.#command = low;
    this.#note({});
  }

  /** The kernel said that no mapping entry is left, whatever was counted here. */
  exhausted(): void {
    this.#setEntries(0);
    this.#note({});
  }

  allocated(buffer: BufferView): void {
    this.#note({ allocated: buffer });
  }

  /** The function is not ours any more: nothing is mapped, nothing can be changed. */
  released(): void {
    this.armed = false;
    this.#mappings.length = 0;
    this.#irqs = [];
    this.#pasids.clear();
    this.#command = undefined;
    this.#view = undefined;
  }

  /** What changed since this was last asked: what the request at hand did. */
  takeChange(): StateChange | undefined {
    const changed = this.#changed;
    this.#changed = undefined;
    return changed && { ...this.standing(), ...changed };
  }

  /** The part of the state that every change tells. */
  standing(): Pick<LiveState, 'armed' | 'dmaAvail' | 'command'> {
    const used = this.#entries === UNLIMITED ? 0 : this.#mappings.length;
    const dmaAvail = Math.max(0, this.#entries - used);
    return { armed: this.armed, dmaAvail, ...(this.#command !== undefined && { command: this.#command }) };
  }

  live(): LiveState {
    const { buffers, scratch } = this.view();
    return {
      ...this.standing(),
      mappings: [...this.#mappings],
      buffers: [...buffers],
      scratch,
      irqs: this.#irqs.map(plain),
      ...this.#guestTables(),
    };
  }

  /** Holds until the next change: its mappings are the list that is kept here. */
  view(): FunctionView {
    this.#view ??= viewIn(this.#known, {
      ...this.standing(),
      mappings: this.#mappings,
      irqs: this.#irqs,
      ...this.#guestTables(),
      ...this.#memory(),
    });
    return this.#view;
  }

  /** Told where the kernel binds guest page tables. */
  #guestTables() {
    return this.#known.facts.guestTables ? { pasids: [...this.#pasids] } : {};
  }

  #memory() {
    return { buffers: this.#buffers.list(), scratch: this.#buffers.scratch };
  }

  /** `free` entries are left beside the mappings there are. */
  #setEntries(free: number): void {
    this.#entries = free === UNLIMITED ? UNLIMITED : free + this.#mappings.length;
    this.#view = undefined;
  }

  #note(changed: Changed): void {
    this.#changed = changed;
    this.#view = undefined;
  }
}

const plain = ({ vectors, ...used }: UsedIrq) => ({ ...used, vectors: [...vectors] });

/** Entries that are free; without that capability there is no count to run out of. */
const mappingEntries = (snapshot: Snapshot): number => dmaAvailOf(snapshot) ?? UNLIMITED;
