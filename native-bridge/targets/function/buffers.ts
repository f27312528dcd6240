import { WorkbenchError } from '../../contract/errors.ts';
import { MAX_BUFFERS_BYTES } from '../../contract/limits.ts';
import type { BufferView } from '../../contract/requests/kind.ts';
import type { DmaMemory, Syscalls } from '../syscalls.ts';

/** Memory is given out in whole pages, because mappings are. */
const PAGE = 4096;
export const SCRATCH_BYTES = 2 * PAGE;

/** The page-aligned memory of one open function: the scratch pages and the buffers the user named. */
export class Buffers {
  readonly #kernel: Syscalls;
  readonly #named = new Map<string, DmaMemory>();
  readonly #scratch: DmaMemory;

  constructor(kernel: Syscalls) {
    this.#kernel = kernel;
    this.#scratch = kernel.allocate(SCRATCH_BYTES);
  }

  get scratch(): BufferView {
    return view('scratch', this.#scratch);
  }

  list(): BufferView[] {
    return [...this.#named].map(([name, memory]) => view(name, memory));
  }

  /** Allocates whole pages under `name`; gives the buffer. Throws `bad-request` when the name is taken or too much is allocated. */
  allocate(name: string, size: number): BufferView {
    const pages = Math.ceil(size / PAGE) * PAGE;
    if (this.#named.has(name)) {
      throw refused('buffer.alloc', `There is already a buffer ${name}.`, 'Choose another name.');
    }
    if (this.#total() + pages > MAX_BUFFERS_BYTES) {
      throw refused(
        'buffer.alloc',
        `Buffers may take ${MAX_BUFFERS_BYTES} bytes together.`,
        'Close and open the target.',
      );
    }
    const memory = this.#kernel.allocate(pages);
    this.#named.set(name, memory);
    return view(name, memory);
  }

  /** Bytes of the buffer from `at` on; what lies outside is refused as `bad-request`. */
  read(name: string, at: number, length: number): Uint8Array {
    return this.#within('buffer.read', name, at, length).read(at, length);
  }

  write(name: string, at: number, data: Uint8Array): void {
    this.#within('buffer.fill', name, at, data.length).write(at, data);
  }

  /** Allocated bytes of the named buffer. */
  sizeOf(name: string): number {
    return this.#within('buffer.fill', name, 0, 0).size;
  }

  /** Bytes at an address of this process that lies in the scratch pages or in a buffer. */
  readAt(vaddr: bigint, length: number): Uint8Array {
    const memory = this.#holding(vaddr, length);
    return memory.read(Number(vaddr - memory.vaddr), length);
  }

  writeAt(vaddr: bigint, data: Uint8Array): void {
    const memory = this.#holding(vaddr, data.length);
    memory.write(Number(vaddr - memory.vaddr), data);
  }

  /** Name of the buffer that `vaddr` lies in. */
  nameAt(vaddr: bigint): string | undefined {
    return [...this.#named].find(([, memory]) => contains(memory, vaddr, 0))?.[0];
  }

  /** Gives everything back. Only after the device and its mappings are gone. */
  free(): void {
    for (const memory of [this.#scratch, ...this.#named.values()]) memory.free();
    this.#named.clear();
  }

  #total(): number {
    return [...this.#named.values()].reduce((sum, memory) => sum + memory.size, 0);
  }

  #within(op: string, name: string, at: number, length: number): DmaMemory {
    const memory = this.#named.get(name);
    if (!memory) throw refused(op, `There is no buffer ${name}.`, 'Allocate it first with buffer.alloc.');
    if (at + length <= memory.size) return memory;
    const range = `[${at}, ${at + length})`;
    throw refused(op, `${range} lies outside buffer ${name} of ${memory.size} bytes.`, 'Stay inside the buffer.');
  }

  #holding(vaddr: bigint, length: number): DmaMemory {
    const found = [this.#scratch, ...this.#named.values()].find((memory) => contains(memory, vaddr, length));
    if (found) return found;
    const range = `0x${vaddr.toString(16)}, ${length} bytes`;
    throw refused('request.send', `No buffer holds ${range}.`, 'Use less data, or allocate a larger buffer.');
  }
}

const view = (name: string, { vaddr, size }: DmaMemory): BufferView => ({ name, vaddr, size });

const contains = ({ vaddr: start, size }: DmaMemory, vaddr: bigint, length: number) =>
  vaddr >= start && vaddr + BigInt(length) <= start + BigInt(size);

const refused = (op: string, message: string, next: string) =>
  new WorkbenchError({ code: 'bad-request', message, next, op });
