import { cautionsFrom, resetCautions, type Transfer, transferCautions, unmapCautions } from '../../rules/cautions.ts';
import { DMA_UNMAP, REGION } from '../../rules/flags.ts';
import type { Caution } from '../../rules/types.ts';
import type { FunctionView, Plan } from './kind.ts';
import type { Request } from './request.ts';

/** What will come of a planned request beside an errno; a refused one has no consequences. */
export function cautionsOf(request: Request, plan: Plan, { facts }: FunctionView): readonly Caution[] {
  if (plan.predicted !== undefined) return [];
  if (request.kind === 'device.reset') return cautionsFrom(resetCautions, request, facts);
  if (request.kind === 'dma.unmap') {
    const { iova, size, all } = request;
    return cautionsFrom(unmapCautions, { argsz: 0, flags: all ? DMA_UNMAP.ALL : 0, iova, size }, facts);
  }
  const transfer = transferOf(request, plan);
  return transfer ? cautionsFrom(transferCautions, transfer, facts) : [];
}

function transferOf(request: Request, { operations, path: taken }: Plan): Transfer | undefined {
  const path: Transfer['path'] = taken ?? 'region';
  switch (request.kind) {
    case 'pcistb': {
      const { space, offset, data, from } = request;
      const length = from?.length ?? data?.length ?? 0;
      return { path, space, offset, length, write: true, block: true, operations };
    }
    case 'pcilg':
      return { ...request, path, write: false, block: false, operations };
    case 'region.read':
      return { ...request, path, space: request.region, write: false, block: false, operations };
    case 'config.read':
      return { ...request, path, space: REGION.config, write: false, block: false, operations };
    case 'region.write':
      return write(request.region, request.offset, request.data, operations);
    case 'config.write':
      return write(REGION.config, request.offset, request.data, operations);
    default:
      return undefined;
  }
}

const write = (space: number, offset: bigint, data: Uint8Array, operations: number | undefined): Transfer => ({
  path: 'region',
  space,
  offset,
  length: data.length,
  write: true,
  block: false,
  operations,
});
