import { readU32 } from '../../../abi/bytes.ts';
import { IOCTL } from '../../../abi/ioctl-numbers.ts';
import { vfioIrqSet } from '../../../abi/structures/irq.ts';
import { REGION } from '../../../rules/flags.ts';
import { check, configAccessRules, irqSetRules } from '../../../rules/index.ts';
import type { Facts, IrqSet } from '../../../rules/types.ts';
import { LATENCY, type Meter } from '../process/latency.ts';
import type { ProcessMemory } from '../process/memory.ts';
import type { SimFunction } from '../zpci/function.ts';
import { type Answer, fail, fieldsOf, HOST_ORDER, type IoctlArgument, type OpenFile, ok } from './answer.ts';
import { type BarAccess, readBar, writeBar } from './bar-io.ts';
import { ConfigSpace } from './config-space.ts';
import { deviceFacts } from './device-facts.ts';
import { deviceInfo } from './device-info.ts';
import type { KernelEra } from './era.ts';
import { deviceFeature } from './feature.ts';
import { answerInfo } from './info-answer.ts';
import { IrqLines, irqData } from './irq.ts';
import { loadPieces, storeWhole } from './ism-driver.ts';
import { msixTable, type Region, regionCount, regionInfo, regionsOf, ZPCI_IO_INDEX } from './regions.ts';
import { ZpciIoRegion } from './zpci-io-region.ts';

/** What an open device needs of the process and kernel around it. */
export interface DeviceWorld {
  readonly era: KernelEra;
  readonly memory: ProcessMemory;
  readonly meter: Meter;
  readonly lookup: (fd: number) => OpenFile | undefined;
}

/** A VFIO device descriptor: info, interrupts, reset, and regions by file position. It has no slot to hot-reset, and no ioeventfds. */
export class DeviceFile implements OpenFile {
  readonly irqs: IrqLines;
  readonly #fn: SimFunction;
  readonly #world: DeviceWorld;
  readonly #released: () => void;
  readonly #config: ConfigSpace;
  readonly #regions: readonly Region[];
  readonly #facts: Facts;
  readonly #bars: readonly BarAccess[];
  readonly #ioRegion: ZpciIoRegion | undefined;

  constructor(fn: SimFunction, world: DeviceWorld, released: () => void) {
    this.#fn = fn;
    this.#world = world;
    this.#released = released;
    this.#config = new ConfigSpace(fn.identity);
    this.irqs = new IrqLines(this.#config);
    this.#regions = regionsOf(fn.identity, fn.driver, world.era);
    this.#facts = deviceFacts(fn, this.#regions, this.#config, this.irqs, world.memory);
    const table = msixTable(fn.identity.config);
    const bars = this.#regions.filter(({ index }) => index <= REGION.rom);
    this.#bars = bars.map((region) => ({ fn, region, facts: this.#facts, table }));
    this.#ioRegion = fn.driver.ioRegion && new ZpciIoRegion(fn, this.#facts, world.memory, this.#config);
  }

  ioctl(request: number, arg: IoctlArgument): Answer {
    switch (request) {
      case IOCTL.VFIO_DEVICE_GET_INFO:
        return answerInfo(arg, 16, () => deviceInfo(this.#fn.identity, this.#fn.handle, regionCount(this.#fn.driver)));
      case IOCTL.VFIO_DEVICE_GET_REGION_INFO:
        return answerInfo(arg, 32, () => this.#regionInfo(indexOf(arg)));
      case IOCTL.VFIO_DEVICE_GET_IRQ_INFO:
        return answerInfo(arg, 16, () => this.irqs.info(indexOf(arg)));
      case IOCTL.VFIO_DEVICE_SET_IRQS:
        return this.#setIrqs(arg);
      case IOCTL.VFIO_DEVICE_RESET:
        this.#fn.reset();
        return ok();
      case IOCTL.VFIO_DEVICE_FEATURE:
        return deviceFeature(arg);
      case IOCTL.VFIO_DEVICE_GET_PCI_HOT_RESET_INFO:
      case IOCTL.VFIO_DEVICE_PCI_HOT_RESET:
        return fail('ENODEV');
      default:
        return fail('ENOTTY');
    }
  }

  pread(position: bigint, length: number): Answer {
    if (length === 0) return ok(0, new Uint8Array(0));
    const { index, offset } = this.#place(position);
    if (index === REGION.config) return this.#readConfig(offset, length);
    if (index === ZPCI_IO_INDEX && this.#ioRegion) return this.#ioRegion.read(offset, length);
    const bar = this.#bars[index];
    if (!bar) return fail('EINVAL');
    return this.#fn.driver.bars === 'blocks' ? loadPieces(bar, offset, length) : readBar(bar, offset, length);
  }

  pwrite(position: bigint, data: Uint8Array): Answer {
    if (data.length === 0) return ok(0);
    const { index, offset } = this.#place(position);
    if (index === REGION.config) return this.#writeConfig(offset, data);
    if (index === ZPCI_IO_INDEX && this.#ioRegion) return this.#ioRegion.write(offset, data);
    const bar = this.#bars[index];
    if (!bar) return fail('EINVAL');
    return this.#fn.driver.bars === 'blocks' ? storeWhole(bar, offset, data) : writeBar(bar, offset, data);
  }

  release(): void {
    this.#released();
  }

  /** Region and offset of a file position: the driver's own arithmetic, which user space has no business to know. */
  #place(position: bigint): { index: number; offset: bigint } {
    const shift = this.#fn.driver.offsetShift;
    return { index: Number(position >> shift), offset: BigInt.asUintN(Number(shift), position) };
  }

  #regionInfo(index: number) {
    const region = this.#regions.find((one) => one.index === index);
    return region && regionInfo(region);
  }

  #setIrqs(arg: IoctlArgument): Answer {
    const request = fieldsOf(vfioIrqSet, arg) as IrqSet | undefined;
    if (!request) return fail('EFAULT');
    const refused = check(irqSetRules, request, this.#facts).errno;
    if (refused) return fail(refused);
    const bytes = arg as Uint8Array;
    if (bytes.length < Math.min(request.argsz, needed(request))) return fail('EFAULT');
    const errno = this.irqs.set(request, irqData(bytes), this.#world.lookup);
    return errno ? fail(errno) : ok();
  }

  #readConfig(offset: bigint, length: number): Answer {
    const refused = this.#configRefusal(offset, length, false);
    if (refused) return refused;
    return ok(length, this.#config.read(Number(offset), length));
  }

  #writeConfig(offset: bigint, data: Uint8Array): Answer {
    const refused = this.#configRefusal(offset, data.length, true);
    if (refused) return refused;
    this.#config.write(Number(offset), data);
    return ok(data.length);
  }

  #configRefusal(offset: bigint, length: number, write: boolean): Answer | undefined {
    const { errno } = check(configAccessRules, { region: REGION.config, offset, length, write }, this.#facts);
    if (errno) return fail(errno);
    this.#world.meter.charge(LATENCY.config * Math.ceil(length / 4));
    return this.#fn.state === 'enabled' ? undefined : fail('EIO');
  }
}

const indexOf = (arg: IoctlArgument) => readU32(arg as Uint8Array, 8, HOST_ORDER);
const EVENTFD_BYTES = 4;
const needed = ({ flags, count }: IrqSet) => vfioIrqSet.size + count * (flags & 4 ? EVENTFD_BYTES : flags & 2 ? 1 : 0);
