import * as z from 'zod';
import { IOCTL } from '../../abi/ioctl-numbers.ts';
import { encode } from '../../abi/layout.ts';
import { iommuIoasUnmap } from '../../abi/structures/iommufd.ts';
import { vfioDmaUnmap } from '../../abi/structures/type1.ts';
import { DMA_UNMAP } from '../../rules/flags.ts';
import { check, unmapRules } from '../../rules/index.ts';
import { U64_MAX } from '../../rules/iova.ts';
import type { DmaUnmap } from '../../rules/types.ts';
import { u64 } from '../schema.ts';
import { defineRequest, type FunctionView, type PlannedCall } from './kind.ts';
import { planned } from './planned.ts';
import { badRequest } from './refuse.ts';

const schema = z.strictObject({
  kind: z.literal('dma.unmap'),
  iova: u64.default(0n),
  size: u64.default(0n),
  all: z.boolean().default(false),
});

type Request = z.output<typeof schema>;

export const dmaUnmap = defineRequest({
  kind: 'dma.unmap',
  title: 'Unmap DMA',
  doc: 'Takes a range of I/O virtual addresses, or all of them, back from the device.',
  schema,
  writes: true,
  plan: (request, view) => {
    const { backend } = view.facts;
    const unmap = backend === 'iommufd' ? ioasUnmap(request) : type1Unmap(request);
    const call = backend === 'iommufd' ? ioasCall(unmap, view) : type1Call(unmap, view);
    return planned(call, check(unmapRules[backend], unmap, view.facts));
  },
});

const type1Unmap = ({ iova, size, all }: Request): DmaUnmap => ({
  argsz: vfioDmaUnmap.size,
  flags: all ? DMA_UNMAP.ALL : 0,
  iova,
  size,
});

/** iommufd has no flag for everything: it is IOVA 0 with the highest length. */
function ioasUnmap({ iova, size, all }: Request): DmaUnmap {
  if (all && (iova !== 0n || size !== 0n))
    throw badRequest('dma.unmap', 'iommufd takes no address together with all.', 'Leave out iova and size.');
  return { argsz: iommuIoasUnmap.size, flags: 0, iova, size: all ? U64_MAX : size };
}

const type1Call = (unmap: DmaUnmap, { facts }: FunctionView): PlannedCall => ({
  call: 'ioctl',
  on: 'iommu',
  name: 'VFIO_IOMMU_UNMAP_DMA',
  request: IOCTL.VFIO_IOMMU_UNMAP_DMA,
  arg: encode(vfioDmaUnmap, { ...unmap }, facts.byteOrder),
});

const ioasCall = ({ argsz, iova, size }: DmaUnmap, { facts, ioas = 0 }: FunctionView): PlannedCall => ({
  call: 'ioctl',
  on: 'iommu',
  name: 'IOMMU_IOAS_UNMAP',
  request: IOCTL.IOMMU_IOAS_UNMAP,
  arg: encode(iommuIoasUnmap, { size: argsz, ioas_id: ioas, iova, length: size }, facts.byteOrder),
});
