import type { z } from 'zod';
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
import type { FunctionView, Plan, RequestKind } from './kind.ts';
import { pasidBind } from './pasid-bind.ts';
import { pasidUnbind } from './pasid-unbind.ts';
import { pcilg } from './pcilg.ts';
import { pcistb } from './pcistb.ts';
import { badRequest } from './refuse.ts';
import { regionRead } from './region-read.ts';
import { regionWrite } from './region-write.ts';
import type { requestSchema } from './request.ts';

/** Every kind of request, in the order a composer offers them. */
export const requestKinds: readonly RequestKind[] = [
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
];

/** The kind of that name. Throws `bad-request` when there is none. */
export function requestKind(name: string): RequestKind {
  const kind = requestKinds.find((one) => one.kind === name);
  if (kind) return kind;
  throw badRequest(name, `There is no request kind ${name}.`);
}

/**
 * The dry run of a request: the exact system call it would be, and the rules it would break. Throws `absent` and `bad-request` as
 * its kind says; broken rules do not throw.
 */
export const planRequest = (request: z.output<typeof requestSchema>, view: FunctionView): Plan =>
  requestKind(request.kind).plan(request, view);
