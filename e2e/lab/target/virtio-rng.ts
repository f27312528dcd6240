import type { OpenFunction, Step } from './with-function.ts';

/** Offsets in the common configuration structure, and bits, of the virtio 1.2 specification (4.1.4.3, 2.1, 6). All little-endian. */
const COMMON = {
  driverFeatureSelect: 0x08,
  driverFeature: 0x0c,
  status: 0x14,
  queueSelect: 0x16,
  queueSize: 0x18,
  queueVector: 0x1a,
  queueEnable: 0x1c,
  queueNotify: 0x1e,
  queueDescriptors: 0x20,
  queueDriver: 0x28,
  queueDevice: 0x30,
} as const;
const VERSION_1_AND_PLATFORM_IOMMU = 0b11;
const CAPABILITY = { common: 1, notify: 2 } as const;
const STATUS = { acknowledge: 1, driver: 3, featuresOk: 11, driverOk: 15 } as const;
const DESCRIPTOR_WRITE = 2;
const MEMORY_AND_MASTER = 6;
const COMMAND = 4;

/** Pages of the ring buffer: descriptors, what the driver offers, what the device has used. */
const PAGE = 0x1000;
const MSIX = 2;

/** Drives a virtio-rng function by requests of the workbench alone: the device fills a buffer by DMA and signals vector 0. */
export class VirtioRng {
  readonly #open: OpenFunction;
  readonly #iova: bigint;
  #common = { region: 0, at: 0 };
  #notify = { region: 0, at: 0 };

  constructor(open: OpenFunction) {
    this.#open = open;
    this.#iova = open.target.view().facts.windows[0]!.start;
  }

  /** Has the device write `length` random bytes; gives them once the interrupt came, with how often it came. */
  async random(length: number): Promise<{ bytes: Uint8Array; interrupts: bigint }> {
    await this.#findStructures();
    await this.#prepareMemory(length);
    await this.#startQueue();
    const interrupts = await this.#kick();
    const { data } = await this.#done({ kind: 'buffer.read', buffer: 'data', length });
    return { bytes: data!, interrupts };
  }

  /** Vendor capabilities (id 9) of the configuration space say where the structures lie. */
  async #findStructures(): Promise<void> {
    const { config } = await this.#open.target.inspect({ config: true });
    const view = new DataView(config!.buffer, config!.byteOffset, config!.length);
    for (let at = view.getUint8(0x34); at !== 0; at = view.getUint8(at + 1)) {
      if (view.getUint8(at) !== 9) continue;
      const place = { region: view.getUint8(at + 4), at: view.getUint32(at + 8, true) };
      if (view.getUint8(at + 3) === CAPABILITY.common) this.#common = place;
      if (view.getUint8(at + 3) === CAPABILITY.notify) this.#notify = place;
    }
  }

  async #prepareMemory(length: number): Promise<void> {
    await this.#done({ kind: 'buffer.alloc', buffer: 'ring', size: 3 * PAGE });
    await this.#done({ kind: 'buffer.alloc', buffer: 'data', size: PAGE });
    await this.#done({ kind: 'dma.map', buffer: 'ring', iova: this.#iova });
    const data = this.#iova + 0x10000n;
    await this.#done({ kind: 'dma.map', buffer: 'data', iova: data });
    await this.#put('ring', 0, le(data, 8) + le(length, 4) + le(DESCRIPTOR_WRITE, 2) + le(0, 2));
    await this.#put('ring', PAGE, le(0, 2) + le(1, 2) + le(0, 2));
  }

  async #startQueue(): Promise<void> {
    await this.#done({ kind: 'config.write', offset: COMMAND, data: le(MEMORY_AND_MASTER, 2) });
    await this.#done({ kind: 'irq.arm', index: MSIX, start: 0, count: 1 });
    await this.#write(COMMON.status, 0, 1);
    await this.#write(COMMON.status, STATUS.acknowledge, 1);
    await this.#write(COMMON.status, STATUS.driver, 1);
    await this.#write(COMMON.driverFeatureSelect, 1, 4);
    await this.#write(COMMON.driverFeature, VERSION_1_AND_PLATFORM_IOMMU, 4);
    await this.#write(COMMON.status, STATUS.featuresOk, 1);
    await this.#write(COMMON.queueSelect, 0, 2);
    await this.#write(COMMON.queueSize, 8, 2);
    await this.#write(COMMON.queueVector, 0, 2);
    const rings = [COMMON.queueDescriptors, COMMON.queueDriver, COMMON.queueDevice];
    for (const [page, offset] of rings.entries()) await this.#write(offset, this.#iova + BigInt(page * PAGE), 8);
    await this.#write(COMMON.queueEnable, 1, 2);
    await this.#write(COMMON.status, STATUS.driverOk, 1);
  }

  /** Tells the device that the queue has work; gives how often it signalled. */
  async #kick(): Promise<bigint> {
    await this.#done({ kind: 'region.write', region: this.#notify.region, offset: this.#notify.at, data: le(0, 2) });
    const { data } = await this.#done({ kind: 'irq.wait', index: MSIX, vector: 0, timeoutMs: 20_000 });
    return new DataView(data!.buffer, data!.byteOffset).getBigUint64(0);
  }

  #put(buffer: string, at: number, data: string): Promise<unknown> {
    return this.#done({ kind: 'buffer.fill', buffer, at, length: data.length / 2, fill: { pattern: 'data', data } });
  }

  #write(offset: number, value: number | bigint, bytes: number): Promise<unknown> {
    const { region, at } = this.#common;
    return this.#done({ kind: 'region.write', region, offset: at + offset, data: le(value, bytes) });
  }

  async #done(step: Step) {
    const outcome = await this.#open.send(step);
    if (outcome.status === 'ok') return outcome;
    throw new Error(`${JSON.stringify(step)} ended with ${outcome.status} (errno ${outcome.errno})`);
  }
}

/** A little-endian number as hex. */
function le(value: number | bigint, bytes: number): string {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt(value));
  return buffer.toString('hex', 0, bytes);
}
