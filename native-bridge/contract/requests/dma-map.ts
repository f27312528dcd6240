import * as z from 'zod';
import { IOCTL } from '../../abi/ioctl-numbers.ts';
import { encode } from '../../abi/layout.ts';
import { iommuIoasMap } from '../../abi/structures/iommufd.ts';
import { vfioDmaMap } from '../../abi/structures/type1.ts';
import { alignUp } from '../../rules/breach.ts';
import { DMA_MAP, IOAS_MAP } from '../../rules/flags.ts';
import { check, mapRules } from '../../rules/index.ts';
import type { DmaMap } from '../../rules/types.ts';
import { u64 } from '../schema.ts';
import { bufferName } from './fields.ts';
import { defineRequest, type FunctionView, type LaterBytes, type PlannedCall } from './kind.ts';
import { addressIn, bufferNamed } from './memory.ts';
import { isPlannedAddress, planned } from './planned.ts';
import { badRequest } from './refuse.ts';

const schema = z.strictObject({
  kind: z.literal('dma.map'),
  buffer: bufferName,
  /** Offset into the buffer of the first mapped byte. */
  at: u64.default(0n),
  iova: u64,
  /** Bytes; absent = the whole buffer from `at`. */
  size: u64.optional(),
  read: z.boolean().default(true),
  write: z.boolean().default(true),
});

type Request = z.output<typeof schema>;

export const dmaMap = defineRequest({
  kind: 'dma.map',
  title: 'Map DMA',
  doc: 'Lets the device reach a part of a buffer at an I/O virtual address.',
  schema,
  writes: true,
  plan: (request, view) => {
    const map = view.facts.backend === 'iommufd' ? ioasMap(request, view) : type1Map(request, view);
    const call = view.facts.backend === 'iommufd' ? ioasCall(map, view) : type1Call(map, view);
    const verdict = check(mapRules[view.facts.backend], map, view.facts);
    return planned(call, verdict, { later: isPlannedAddress(map.vaddr) ? [addressOf(view)] : [] });
  },
});

/** Where the structure holds the memory address, which a buffer gets only when it is allocated. */
const addressOf = ({ facts }: FunctionView): LaterBytes => ({
  first: facts.backend === 'iommufd' ? 16 : 8,
  length: 8,
  why: 'the address the buffer gets when it is allocated',
});

/** Memory and address; only whole pages of the buffer can be mapped, never what lies behind them. */
function placeOf({ buffer: name, at, iova, size }: Request, view: FunctionView) {
  const buffer = bufferNamed('dma.map', name, view);
  const room = alignUp(BigInt(buffer.size), view.facts.pageSize);
  if (at > room) throw badRequest('dma.map', `${at} is behind the ${room} bytes of buffer ${name}.`);
  const length = size ?? (at < BigInt(buffer.size) ? BigInt(buffer.size) - at : 0n);
  return { vaddr: addressIn('dma.map', buffer, at, length, room), iova, size: length };
}

function type1Map(request: Request, view: FunctionView): DmaMap {
  const flags = (request.read ? DMA_MAP.READ : 0) | (request.write ? DMA_MAP.WRITE : 0);
  return { argsz: vfioDmaMap.size, flags, ...placeOf(request, view) };
}

function ioasMap(request: Request, view: FunctionView): DmaMap {
  const access = (request.read ? IOAS_MAP.READABLE : 0) | (request.write ? IOAS_MAP.WRITEABLE : 0);
  return { argsz: iommuIoasMap.size, flags: IOAS_MAP.FIXED_IOVA | access, ...placeOf(request, view) };
}

const type1Call = (map: DmaMap, { facts }: FunctionView): PlannedCall => ({
  call: 'ioctl',
  on: 'iommu',
  name: 'VFIO_IOMMU_MAP_DMA',
  request: IOCTL.VFIO_IOMMU_MAP_DMA,
  arg: encode(vfioDmaMap, { ...map }, facts.byteOrder),
});

const ioasCall = ({ argsz, flags, vaddr, iova, size }: DmaMap, { facts, ioas = 0 }: FunctionView): PlannedCall => ({
  call: 'ioctl',
  on: 'iommu',
  name: 'IOMMU_IOAS_MAP',
  request: IOCTL.IOMMU_IOAS_MAP,
  arg: encode(iommuIoasMap, { size: argsz, flags, ioas_id: ioas, user_va: vaddr, length: size, iova }, facts.byteOrder),
});
