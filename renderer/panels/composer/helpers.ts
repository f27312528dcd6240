import type { Variables } from '../../../electron/contract/programs/expression.ts';
import { type RequestStep, resolveStep } from '../../../electron/contract/programs/resolve.ts';
import type { Request } from '../../../native-bridge/contract/bridge-contract.ts';
import type { FunctionView } from '../../../native-bridge/contract/requests/kind.ts';
import { alignDown, BOUNDARY } from '../../../native-bridge/rules/breach.ts';
import { freeAbove, freeBelow } from '../../../native-bridge/rules/iova-gaps.ts';
import { firstEndingAt } from '../../../native-bridge/rules/sorted-mappings.ts';
import type { Mapping } from '../../../native-bridge/rules/types.ts';
import type { Mend } from '../../widgets/broken-rules/broken-rules.tsx';

/** Values worth having for a field, offered beside it whether or not what stands there is legal. */
export interface Helper extends Mend {
  /** The field it is offered with. */
  readonly field: string;
}

type Of<Kind extends Request['kind']> = Extract<Request, { kind: Kind }>;

const helper = (field: string, how: string, set: Mend['set']): Helper => ({ field, how, set });

/** The next places that can be mapped, above and below the one that stands there. */
function forMap({ iova, size, buffer, at }: Of<'dma.map'>, { facts, buffers }: FunctionView): Helper[] {
  const { pageSize } = facts;
  const memory = buffers.find(({ name }) => name === buffer);
  const room = memory && BigInt(memory.size) > at ? BigInt(memory.size) - at : undefined;
  const wanted = size || room || pageSize;
  const above = freeAbove(iova + 1n, wanted, facts);
  const below = iova > 0n ? freeBelow(iova - 1n, wanted, facts) : undefined;
  return [
    ...(above === undefined ? [] : [helper('iova', 'Next legal above', { iova: above })]),
    ...(below === undefined ? [] : [helper('iova', 'Next legal below', { iova: below })]),
    ...(room === undefined ? [] : [helper('size', 'Rest of the buffer', { size: room })]),
  ];
}

const mappingHelper = (how: string, mapping: Mapping | undefined) =>
  mapping ? [helper('iova', how, { iova: mapping.iova, size: mapping.size })] : [];

/** The mappings around the one that stands there. */
function forUnmap({ iova }: Of<'dma.unmap'>, { facts: { mappings } }: FunctionView): Helper[] {
  const behind = firstEndingAt(mappings, iova);
  const holds = mappings[behind] && mappings[behind].iova <= iova ? mappings[behind] : undefined;
  return [
    ...mappingHelper('This mapping', holds),
    ...mappingHelper('Next mapping', mappings[holds ? behind + 1 : behind]),
    ...mappingHelper('Mapping before', mappings[behind - 1]),
  ];
}

const PAGE = BigInt(BOUNDARY);

/** Places and a length with which a store block stays inside one 4 KiB page of the device. */
function forStore({ offset, data, from }: Of<'pcistb'>, { facts }: FunctionView): Helper[] {
  const length = from?.length ?? data?.length ?? 0;
  const page = alignDown(offset, PAGE);
  const room = Math.min(Number(page + PAGE - offset), facts.maxstbl);
  const field = from ? 'length' : 'data';
  return [
    helper('offset', 'Begin of the page', { offset: page }),
    ...(length > 0 && length <= BOUNDARY
      ? [helper('offset', 'End with the page', { offset: page + PAGE - BigInt(length) })]
      : []),
    helper('offset', 'Next page', { offset: page + PAGE }),
    helper(field, 'Fit to the page', { length: room }),
  ];
}

function helpersOf(request: Request, view: FunctionView): Helper[] {
  if (request.kind === 'dma.map') return forMap(request, view);
  if (request.kind === 'dma.unmap') return forUnmap(request, view);
  return request.kind === 'pcistb' ? forStore(request, view) : [];
}

/** What the fields stand at while nothing was typed into them. */
const BEGINNINGS: Readonly<Record<string, object>> = {
  'dma.map': { iova: 0, buffer: 'unnamed' },
  pcistb: { offset: 0, space: 0 },
};

const changes = (helper: Helper, request: Request) =>
  Object.entries(helper.set).some(([field, value]) => valueNow(request, field) !== BigInt(value));

function valueNow(request: Request, field: string): bigint | undefined {
  const length =
    request.kind === 'pcistb' && field === 'length' ? (request.from?.length ?? request.data?.length) : undefined;
  const value = length ?? (request as unknown as Record<string, unknown>)[field];
  return typeof value === 'bigint' || typeof value === 'number' ? BigInt(value) : undefined;
}

/** Helpers that would change something. Never throws: while a field cannot be read there are none. */
export function helpersFor(step: RequestStep, variables: () => Variables, view: FunctionView | undefined): Helper[] {
  if (!view) return [];
  try {
    const request = resolveStep({ ...BEGINNINGS[step.kind], ...step }, variables());
    return helpersOf(request, view).filter((one) => changes(one, request));
  } catch {
    return [];
  }
}
