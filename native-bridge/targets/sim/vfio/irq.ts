import { readS32, readU16 } from '../../../abi/bytes.ts';
import type { ErrnoName } from '../../../abi/errno.ts';
import { vfioIrqInfo, vfioIrqSet } from '../../../abi/structures/irq.ts';
import { IRQ_SET } from '../../../rules/flags.ts';
import type { Facts, IrqSet } from '../../../rules/types.ts';
import { EventFile } from '../process/event-file.ts';
import { HOST_ORDER, type OpenFile } from './answer.ts';
import { CAP_EXPRESS, CAP_MSI, CAP_MSIX, type ConfigSpace, findCapability } from './config-space.ts';
import type { Info } from './info-answer.ts';

/** Interrupts of an open device: which exist, which eventfds they signal. What a request may be is the rules' to say. */

const INTX = 0;
const MSI = 1;
const MSIX = 2;
const ERR = 3;
const REQ = 4;

const EVENTFD = 1;
const MASKABLE = 2;
const AUTOMASKED = 4;
const NORESIZE = 8;

const MSIX_ENABLE = 0x8000;

type Counts = Facts['irqCounts'];
type Lookup = (fd: number) => OpenFile | undefined;

/** Vectors by VFIO index, from the capabilities; ERR exists on functions with a PCI Express capability only. */
function vectorCounts(config: Uint8Array): Counts {
  const msi = findCapability(config, CAP_MSI);
  const msix = findCapability(config, CAP_MSIX);
  const counts: Record<number, number> = {
    [INTX]: 0,
    [MSI]: msi === undefined ? 0 : 1 << ((readU16(config, msi + 2, 'le') >> 1) & 7),
    [MSIX]: msix === undefined ? 0 : (readU16(config, msix + 2, 'le') & 0x7ff) + 1,
    [REQ]: 1,
  };
  if (findCapability(config, CAP_EXPRESS) !== undefined) counts[ERR] = 1;
  return counts;
}

export class IrqLines {
  readonly counts: Counts;
  readonly #config: ConfigSpace;
  /** Which of MSI and MSI-X is enabled, and with how many vectors. */
  #enabled: { readonly index: number; readonly vectors: number } | undefined;
  readonly #vectors = new Map<number, EventFile>();
  readonly #single = new Map<number, EventFile>();

  constructor(config: ConfigSpace) {
    this.#config = config;
    this.counts = vectorCounts(config.bytes);
  }

  info(index: number): Info | undefined {
    const count = this.counts[index];
    if (count === undefined) return undefined;
    const flags = EVENTFD | (index === INTX ? MASKABLE | AUTOMASKED : NORESIZE);
    return { layout: vfioIrqInfo, minimum: 16, values: { flags, index, count } };
  }

  /** A request that keeps the rules; `data` are the bytes behind the fixed part. Answers the errno of what state forbids. */
  set(request: IrqSet, data: Uint8Array, lookup: Lookup): ErrnoName | undefined {
    return request.index === MSI || request.index === MSIX
      ? this.#setVectors(request, data, lookup)
      : this.#setSingle(request, data, lookup);
  }

  /** The function raises a vector of whatever is enabled. */
  interrupt(vector: number): void {
    this.#vectors.get(vector)?.signal();
  }

  /** Asks user space to let the function go. */
  requestRelease(): void {
    this.#single.get(REQ)?.signal();
  }

  /** Tells user space that the function is in error. */
  reportError(): void {
    this.#single.get(ERR)?.signal();
  }

  clear(): void {
    this.#disable();
    this.#single.clear();
  }

  #setVectors(request: IrqSet, data: Uint8Array, lookup: Lookup): ErrnoName | undefined {
    const { index, flags, count, start } = request;
    if (this.#enabled && this.#enabled.index !== index) return 'EINVAL';
    if (flags & IRQ_SET.DATA_EVENTFD) return this.#arm(request, data, lookup);
    if (!this.#enabled) return 'EINVAL';
    if (flags & IRQ_SET.DATA_NONE && count === 0) this.#disable();
    for (let i = 0; i < count; i++) if (fires(flags, data, i)) this.interrupt(start + i);
    return undefined;
  }

  #arm({ index, start, count }: IrqSet, data: Uint8Array, lookup: Lookup): ErrnoName | undefined {
    const fresh = !this.#enabled;
    if (fresh && start + count === 0) return 'EINVAL';
    this.#enabled ??= { index, vectors: start + count };
    if (start + count > this.#enabled.vectors) return 'EINVAL';
    if (index === MSIX) this.#config.setFlag(CAP_MSIX, 2, MSIX_ENABLE, true);
    const errno = this.#attach(start, count, data, lookup);
    if (errno && fresh) this.#disable();
    return errno;
  }

  #attach(start: number, count: number, data: Uint8Array, lookup: Lookup): ErrnoName | undefined {
    for (let i = 0; i < count; i++) {
      const errno = connect(this.#vectors, start + i, readS32(data, 4 * i, HOST_ORDER), lookup);
      if (errno) return errno;
    }
    return undefined;
  }

  #setSingle({ index, flags, count }: IrqSet, data: Uint8Array, lookup: Lookup): ErrnoName | undefined {
    if (flags & IRQ_SET.DATA_NONE) return this.#triggerSingle(index, count);
    if (count === 0) return 'EINVAL';
    if (flags & IRQ_SET.DATA_EVENTFD) return connect(this.#single, index, readS32(data, 0, HOST_ORDER), lookup);
    if (fires(flags, data, 0)) this.#single.get(index)?.signal();
    return undefined;
  }

  /** Without data: signals, or with count 0 forgets the eventfd. There must be one. */
  #triggerSingle(index: number, count: number): ErrnoName | undefined {
    const event = this.#single.get(index);
    if (!event) return 'EINVAL';
    if (count > 0) event.signal();
    else this.#single.delete(index);
    return undefined;
  }

  #disable(): void {
    if (this.#enabled?.index === MSIX) this.#config.setFlag(CAP_MSIX, 2, MSIX_ENABLE, false);
    this.#enabled = undefined;
    this.#vectors.clear();
  }
}

const fires = (flags: number, data: Uint8Array, index: number) =>
  (flags & IRQ_SET.DATA_NONE) !== 0 || data[index] !== 0;

/** Ties an eventfd to a line; -1 unties it. Answers EBADF or EINVAL for a descriptor that is no eventfd. */
function connect(lines: Map<number, EventFile>, line: number, fd: number, lookup: Lookup): ErrnoName | undefined {
  lines.delete(line);
  if (fd < 0) return undefined;
  const file = lookup(fd);
  if (!file) return 'EBADF';
  if (!(file instanceof EventFile)) return 'EINVAL';
  lines.set(line, file);
  return undefined;
}

/** Bytes of data behind the fixed part of a SET_IRQS request. */
export const irqData = (arg: Uint8Array) => arg.subarray(vfioIrqSet.size);
