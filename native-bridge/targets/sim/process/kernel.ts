import { ERRNO, type ErrnoName } from '../../../abi/errno.ts';
import type { DmaMemory, SyscallResult, Syscalls } from '../../syscalls.ts';
import type { SimHost } from '../host.ts';
import { type Answer, fail, type IoctlArgument, type OpenFile, ok } from '../vfio/answer.ts';
import { Container, type ContainerWorld } from '../vfio/container.ts';
import type { GroupWorld } from '../vfio/group-file.ts';
import { IommuFd } from '../vfio/iommufd.ts';
import { Clock, type ClockMode } from './clock.ts';
import { EventFile } from './event-file.ts';
import { type CountedCall, type Fault, FaultScript } from './faults.ts';
import { FdTable } from './fd-table.ts';
import { LATENCY, Meter } from './latency.ts';
import { ProcessMemory } from './memory.ts';
import { OpenFunctions } from './open-functions.ts';

export interface SimOptions {
  /** Jitter of the modelled times; the same seed gives the same run. */
  readonly seed?: number;
  /** `wall`: modelled times pass really. `virtual`: they are only counted. */
  readonly clock?: ClockMode;
  readonly faults?: readonly Fault[];
  /** Mapping entries of a container (module parameter dma_entry_limit). */
  readonly entryLimit?: number;
  /** Lowest descriptor number given out. */
  readonly firstFd?: number;
}

const GROUP_PATH = /^\/dev\/vfio\/(\d+)$/;
const CDEV_PATH = /^\/dev\/vfio\/devices\/(vfio\d+)$/;
const CONTAINER_PATH = '/dev/vfio/vfio';
const IOMMUFD_PATH = '/dev/iommu';

/**
 * One process on a simulated s390x host: its descriptors, memory and clock. Calls answer at once, except when a wall clock is behind the
 * modelled time or a fault script holds them back.
 */
export class SimKernel implements Syscalls {
  readonly modelled = true;
  readonly memory = new ProcessMemory();
  readonly clock: Clock;
  readonly #host: SimHost;
  readonly #meter = new Meter();
  readonly #files: FdTable;
  readonly #faults: FaultScript;
  readonly #functions: OpenFunctions;
  readonly #entryLimit: number | undefined;

  constructor(host: SimHost, options: SimOptions = {}) {
    this.#host = host;
    this.clock = new Clock(options.clock ?? 'virtual', options.seed ?? 1);
    this.#faults = new FaultScript(options.faults);
    this.#functions = new OpenFunctions(host, this.clock);
    this.#files = new FdTable(options.firstFd);
    this.#entryLimit = options.entryLimit;
  }

  now(): bigint {
    return BigInt(this.clock.now());
  }

  idle(untilNs: bigint): Promise<void> {
    return this.clock.idle(Number(untilNs));
  }

  open(path: string): SyscallResult | Promise<SyscallResult> {
    this.#meter.charge(LATENCY.open);
    return this.#done(this.#open(path));
  }

  close(fd: number): SyscallResult | Promise<SyscallResult> {
    this.#meter.charge(LATENCY.open);
    const file = this.#files.remove(fd);
    file?.release();
    return this.#done(file ? ok() : fail('EBADF'));
  }

  ioctl(fd: number, request: number, arg?: Uint8Array | number): SyscallResult | Promise<SyscallResult> {
    this.#meter.charge(LATENCY.ioctl);
    return this.#call('ioctl', fd, (file) => ioctlOf(file, request, arg), request, arg);
  }

  pread(fd: number, position: bigint, length: number): SyscallResult | Promise<SyscallResult> {
    return this.#call('pread', fd, (file) => file.pread?.(position, length) ?? fail('EINVAL'));
  }

  pwrite(fd: number, position: bigint, data: Uint8Array): SyscallResult | Promise<SyscallResult> {
    return this.#call('pwrite', fd, (file) => file.pwrite?.(position, data) ?? fail('EINVAL'));
  }

  eventfd(): SyscallResult {
    this.#meter.charge(LATENCY.open);
    return this.#stamp(ok(this.#files.add(new EventFile())));
  }

  watchEvent(fd: number, heard: (count: bigint) => void): () => void {
    const file = this.#files.get(fd);
    return file instanceof EventFile ? file.watch(heard) : () => {};
  }

  /** Reads and clears the counter of an eventfd that nobody watches. */
  takeEvent(fd: number): bigint {
    const file = this.#files.get(fd);
    return file instanceof EventFile ? file.take() : 0n;
  }

  allocate(size: number): DmaMemory {
    return this.memory.allocate(size);
  }

  measurementBlock(address: string): Uint8Array | undefined {
    return this.#host.function(address)?.fmb.read(this.clock.now());
  }

  attributes(address: string): Readonly<Record<string, Uint8Array>> {
    return this.#host.attributes(address);
  }

  /** Descriptor the next file will get. */
  get lowestFreeFd(): number {
    return this.#files.lowestFree;
  }

  #open(path: string): Answer {
    const file = this.#fileAt(path);
    return typeof file === 'string' ? fail(file) : ok(this.#files.add(file));
  }

  /** What a path opens, or the errno. */
  #fileAt(path: string): OpenFile | ErrnoName {
    if (path === CONTAINER_PATH) return new Container(this.#world());
    if (path === IOMMUFD_PATH) return new IommuFd(this.#world());
    const group = this.#host.member(GROUP_PATH.exec(path)?.[1]);
    if (group) return this.#functions.openGroup(group, this.#world()) ?? 'EBUSY';
    const own = this.#host.withCdev(CDEV_PATH.exec(path)?.[1]);
    return own ? this.#functions.openCdev(own, this.#world()) : 'ENOENT';
  }

  #world(): GroupWorld & ContainerWorld {
    return {
      era: this.#host.era,
      memory: this.memory,
      meter: this.#meter,
      entryLimit: this.#entryLimit,
      lookup: (fd) => this.#files.get(fd),
      addFile: (file) => this.#files.add(file),
      now: () => this.clock.now(),
    };
  }

  #call(
    call: CountedCall,
    fd: number,
    run: (file: OpenFile) => Answer,
    request?: number,
    arg?: IoctlArgument,
  ): SyscallResult | Promise<SyscallResult> {
    this.#meter.charge(LATENCY.call);
    const faults = this.#faults.empty ? NO_FAULTS : this.#faults.next(call, request);
    if (faults.some(({ stuck }) => stuck)) return new Promise(() => {});
    const refused = this.#strike(faults);
    const file = this.#files.get(fd);
    return this.#done(withBuffer(refused ?? (file ? run(file) : fail('EBADF')), arg));
  }

  /** What a script does to this call besides holding it: slower, the function gone or in error, or an errno instead of the call. */
  #strike(faults: readonly Fault[]): Answer | undefined {
    for (const { slowMs, unplug, error, uncounted } of faults) {
      if (slowMs) this.#meter.charge(slowMs * 1e6);
      if (unplug) this.#functions.askBack();
      if (error) this.#functions.breakDown();
      if (uncounted) this.#functions.miscount();
    }
    const errno = faults.find((fault) => fault.errno)?.errno;
    return errno && fail(errno);
  }

  /** The stamped result; a promise when a wall clock has to catch up with the model first. */
  #done(answer: Answer): SyscallResult | Promise<SyscallResult> {
    const { start, duration, aheadMs } = this.clock.spend(this.#meter.take());
    const result = stamped(answer, start, duration);
    return aheadMs === 0 ? result : new Promise((resolve) => setTimeout(() => resolve(result), aheadMs));
  }

  #stamp(answer: Answer): SyscallResult {
    const { start, duration } = this.clock.spend(this.#meter.take());
    return stamped(answer, start, duration);
  }
}

const NO_FAULTS: readonly Fault[] = [];

const ioctlOf = (file: OpenFile, request: number, arg: IoctlArgument): Answer =>
  file.ioctl?.(request, arg) ?? { rc: -1, errno: ERRNO.ENOTTY };

/** The argument buffer after an ioctl: changed or as passed. */
const withBuffer = (answer: Answer, arg: IoctlArgument): Answer =>
  answer.out || !(arg instanceof Uint8Array) ? answer : { ...answer, out: arg };

const stamped = ({ rc, errno, out }: Answer, start: number, duration: number): SyscallResult => ({
  rc,
  errno,
  out,
  startNs: BigInt(start),
  durationNs: BigInt(duration),
});
