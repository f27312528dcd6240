import type { Session } from '../../../electron/contract/app-contract.ts';
import type { Find } from '../../../electron/contract/recording-cursor.ts';
import { parseUnsigned } from '../../../native-bridge/abi/hex.ts';
import { selectedRow } from '../rows.ts';
import type { Selection } from '../selection.ts';
import { currentSelection, currentView, shownSession } from '../selectors.ts';
import type { WorkbenchData } from '../state.ts';
import { decoded, findNode, structureOf } from '../structures.ts';

/** Configuration space as a region of a VFIO PCI device. */
const CONFIG_REGION = 7;
const WHOLE_REGION = 1n << 63n;

type Selected<K extends Selection['kind']> = Selection & { readonly kind: K };

const configBytes = (offset: number, length: number): Find => ({
  kind: 'access',
  region: CONFIG_REGION,
  offset: BigInt(offset),
  length: BigInt(Math.max(length, 1)),
});

function fieldOfConfig({ structure, node: id }: Selected<'field'>, { snapshot }: Session): Find | undefined {
  const config = structure === 'config' ? structureOf(snapshot, structure) : undefined;
  const node = config && findNode(decoded(config).tree, id);
  return node && configBytes(node.offset, node.length);
}

const number = (value: unknown): bigint | undefined =>
  typeof value === 'string' || typeof value === 'number' ? parseUnsigned(String(value)) : undefined;

/** The register or address a request went to. */
function placeOfRequest(state: WorkbenchData, selection: Selected<'request'>): Find | undefined {
  const row = selectedRow(currentView(state).rows, selection);
  if (!row) return undefined;
  const { kind, request } = row;
  const iova = number(request.iova);
  if (iova !== undefined) return { kind: 'iova', iova, size: number(request.size) ?? 1n };
  const region = kind.startsWith('config.') ? BigInt(CONFIG_REGION) : number(request.region ?? request.space);
  const offset = number(request.offset);
  if (region === undefined || offset === undefined) return undefined;
  return { kind: 'access', region: Number(region), offset, length: number(request.length) ?? BigInt(row.bytes || 1) };
}

/** What is accessed where the selection points: a register, a region, or I/O virtual addresses. Undefined for what no request can reach. */
export function accessedBy(state: WorkbenchData): Find | undefined {
  const selection = currentSelection(state);
  const session = shownSession(state);
  if (!session) return undefined;
  switch (selection.kind) {
    case 'bytes':
      return selection.structure === 'config' ? configBytes(selection.offset, selection.length) : undefined;
    case 'field':
      return fieldOfConfig(selection, session);
    case 'region':
      return { kind: 'access', region: selection.index, offset: 0n, length: WHOLE_REGION };
    case 'mapping': {
      const mapping = session.state.mappings.find(({ iova }) => iova === selection.iova);
      return { kind: 'iova', iova: selection.iova, size: mapping?.size ?? 1n };
    }
    case 'request':
      return placeOfRequest(state, selection);
    default:
      return undefined;
  }
}
