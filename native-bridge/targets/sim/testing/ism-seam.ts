import { writeS32 } from '../../../abi/bytes.ts';
import { IOCTL } from '../../../abi/ioctl-numbers.ts';
import { decodeIsmResponse, encodeIsmCommand, type IsmCommandName } from '../../../abi/ism/commands.ts';
import { encode } from '../../../abi/layout.ts';
import { vfioIrqSet } from '../../../abi/structures/irq.ts';
import { vfioDmaMap, vfioDmaUnmap } from '../../../abi/structures/type1.ts';
import type { FieldValues } from '../../../abi/types.ts';
import type { DmaMemory, SyscallResult } from '../../syscalls.ts';
import { ism } from '../functions/ism.ts';
import type { FunctionModel } from '../functions/model.ts';
import { SimMachine } from '../machine.ts';
import { SimKernel, type SimOptions } from '../process/kernel.ts';
import { type Driver, ISM_VFIO_PCI } from '../vfio/driver.ts';
import { atOnce, openSimulatedDevice } from './open-device.ts';

/** One process that drives one simulated function through nothing but system calls. */
export class Seam {
  readonly kernel: SimKernel;
  readonly container: number;
  readonly group: number;
  readonly fd: number;
  readonly #driver: Driver;

  constructor(machine = new SimMachine(), model: FunctionModel = ism, driver = ISM_VFIO_PCI, options: SimOptions = {}) {
    const fn = machine.function(model);
    fn.driver = driver;
    this.#driver = driver;
    this.kernel = new SimKernel(machine.host, options);
    ({ container: this.container, group: this.group, fd: this.fd } = openSimulatedDevice(this.kernel, fn.identity));
  }

  position(region: number, offset: bigint): bigint {
    return (BigInt(region) << this.#driver.offsetShift) + offset;
  }

  write(region: number, offset: bigint, data: Uint8Array): SyscallResult {
    return atOnce(this.kernel.pwrite(this.fd, this.position(region, offset), data));
  }

  read(region: number, offset: bigint, length: number): SyscallResult {
    return atOnce(this.kernel.pread(this.fd, this.position(region, offset), length));
  }

  device(request: number, arg?: Uint8Array): SyscallResult {
    return atOnce(this.kernel.ioctl(this.fd, request, arg));
  }

  iommu(request: number, arg: Uint8Array): SyscallResult {
    return atOnce(this.kernel.ioctl(this.container, request, arg));
  }

  map(memory: DmaMemory, iova: bigint, flags = 3): SyscallResult {
    const values = { argsz: 32, flags, vaddr: memory.vaddr, iova, size: BigInt(memory.size) };
    return this.iommu(IOCTL.VFIO_IOMMU_MAP_DMA, encode(vfioDmaMap, values, 'be'));
  }

  unmap(iova: bigint, size: bigint, flags = 0): SyscallResult {
    return this.iommu(IOCTL.VFIO_IOMMU_UNMAP_DMA, encode(vfioDmaUnmap, { argsz: 24, flags, iova, size }, 'be'));
  }

  /** A buffer of `size` bytes mapped at `iova`. */
  mapped(size: number, iova: bigint): DmaMemory {
    const memory = this.kernel.allocate(size);
    this.map(memory, iova);
    return memory;
  }

  /** Arms one vector with a fresh eventfd, answered. */
  arm(index: number, vector = 0): number {
    const fd = this.kernel.eventfd().rc;
    const data = new Uint8Array(4);
    writeS32(data, 0, fd, 'be');
    const fixed = encode(vfioIrqSet, { argsz: 24, flags: 0x24, index, start: vector, count: 1 }, 'be');
    this.device(IOCTL.VFIO_DEVICE_SET_IRQS, Uint8Array.of(...fixed, ...data));
    return fd;
  }

  /** Runs an ISM command as a driver does: payload, header, then the answer in loads of 8 bytes. */
  command(name: IsmCommandName, values: FieldValues = {}): FieldValues {
    const request = encodeIsmCommand(name, values);
    if (request.length > 8) this.write(2, 8n, request.subarray(8));
    this.write(2, 0n, request.subarray(0, 8));
    const header = decodeIsmResponse(name, this.#loads(8));
    return decodeIsmResponse(name, this.#loads(Number(header.len)));
  }

  #loads(length: number): Uint8Array {
    const data = new Uint8Array(length);
    for (let at = 0; at < length; at += 8) data.set(this.read(2, BigInt(at), 8).out ?? [], at);
    return data;
  }
}
