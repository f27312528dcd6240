/** What lies behind a function handle: the part of the model that a PCI instruction reaches. */

/** Condition code 1 with the status byte, 3 for a dead handle, or a program exception. Undefined means cc 0. */
export type Refusal =
  | { readonly cc: 1; readonly status: number }
  | { readonly cc: 3 }
  | { readonly exception: 'operand' | 'specification' };

export const STATUS_BLOCKED = 12;
export const STATUS_INVALID_SPACE = 20;
export const STATUS_DMA_NOT_ENABLED = 28;

/** Memory of the process that owns the function, seen through its IOMMU. */
export interface DmaPort {
  /** Copies into the mapped memory; false when any byte is not mapped for device writes: nothing is written then. */
  write(iova: bigint, data: Uint8Array): boolean;
  /** Copies out of the mapped memory; undefined when any byte is not mapped for device reads. */
  read(iova: bigint, length: number): Uint8Array | undefined;
}

/** The wires of a function into its machine. Both ends may be dead: no driver, no mappings, no eventfd. */
export interface FunctionPorts {
  readonly dma: DmaPort;
  /** Raises an MSI or MSI-X vector. */
  interrupt(vector: number): void;
  /** Nanoseconds of the machine's clock. */
  now(): number;
  /** Counts bytes the function sent or moved by DMA, for the measurement block. */
  moved(bytes: number): void;
}

/**
 * A device behind its instructions. Callers have checked the instruction's own rules (length, alignment, address space), so `offset`
 * and length are inside a BAR. Bytes are in PCI order, lowest address first.
 */
export interface Hardware {
  load(space: number, offset: bigint, length: number): Uint8Array | Refusal;
  /** PCISTG: a store of 1-8 bytes. */
  store(space: number, offset: bigint, data: Uint8Array): Refusal | undefined;
  /** PCISTB: a store block. */
  storeBlock(space: number, offset: bigint, data: Uint8Array): Refusal | undefined;
  /** Wires the device to its machine; called once. */
  connect(ports: FunctionPorts): void;
  reset(): void;
}

export const isRefusal = (result: Uint8Array | Refusal | undefined): result is Refusal =>
  result !== undefined && !(result instanceof Uint8Array);
