import { bufferAlloc } from './buffer-alloc.ts';
import { bufferFill } from './buffer-fill.ts';
import { bufferRead } from './buffer-read.ts';
import { configRead } from './config-read.ts';
import { configWrite } from './config-write.ts';
import { deviceReset } from './device-reset.ts';
import { dmaMap } from './dma-map.ts';
import { dmaUnmap } from './dma-unmap.ts';
import { irqArm } from './irq-arm.ts';
import { irqWait } from './irq-wait.ts';
import { pasidBind } from './pasid-bind.ts';
import { pasidUnbind } from './pasid-unbind.ts';
import { pcilg } from './pcilg.ts';
import { pcistb } from './pcistb.ts';
import { regionRead } from './region-read.ts';
import { regionWrite } from './region-write.ts';

/** The one list of request kinds, in the order a composer offers them: adding one is one file and one line here. */
export const kinds = [
  pcistb,
  pcilg,
  regionRead,
  regionWrite,
  configRead,
  configWrite,
  bufferAlloc,
  bufferFill,
  bufferRead,
  dmaMap,
  dmaUnmap,
  irqArm,
  irqWait,
  deviceReset,
  pasidBind,
  pasidUnbind,
] as const;
