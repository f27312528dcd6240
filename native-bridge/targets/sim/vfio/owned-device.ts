import type { SimFunction } from '../zpci/function.ts';
import type { DmaPort } from '../zpci/hardware.ts';
import { DeviceFile, type DeviceWorld } from './device-file.ts';

/** What a device's owner gives it besides memory and descriptors: time. */
export interface OwnerWorld extends DeviceWorld {
  readonly now: () => number;
}

/** Opens the device of a function: from now on the function's DMA, interrupts and time go through it. */
export function ownDevice(fn: SimFunction, world: OwnerWorld, dma: DmaPort, released: () => void): DeviceFile {
  const device = new DeviceFile(fn, world, released);
  const { meter, now } = world;
  fn.owner = { dma, meter, now, interrupt: (vector) => device.irqs.interrupt(vector) };
  fn.fmb.restart(now());
  return device;
}

/** Ends that; the function is left as after power-on. */
export function disownDevice(fn: SimFunction, device: DeviceFile): void {
  device.irqs.clear();
  fn.powerOff();
}
