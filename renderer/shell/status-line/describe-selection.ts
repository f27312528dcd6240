import { groupedHex } from '../../../native-bridge/abi/hex.ts';
import { sizeText } from '../../../native-bridge/abi/text.ts';
import type { ByteOrder, TreeNode } from '../../../native-bridge/abi/types.ts';
import { regionName } from '../../../native-bridge/contract/structures.ts';
import { selectedRow } from '../../store/rows.ts';
import type { Selection } from '../../store/selection.ts';
import { currentSelection, currentView, selectedStructure, shownSession } from '../../store/selectors.ts';
import type { WorkbenchData } from '../../store/state.ts';
import { decoded, findNode } from '../../store/structures.ts';

/** What is said about the selection in one line. */
export interface Description {
  readonly name: string;
  readonly value?: string;
  readonly facts: readonly string[];
  readonly doc?: string;
}

const ORDERS: Readonly<Record<ByteOrder, string>> = { be: 'big-endian', le: 'little-endian' };

const range = (offset: number, length: number) => `@${offset}..${offset + Math.max(length, 1) - 1}`;

function describeNode(node: TreeNode, order: ByteOrder): Description {
  const facts = [node.type, range(node.offset, node.length), node.type && ORDERS[node.byteOrder ?? order], node.source];
  return { name: node.name, value: node.text, facts: facts.filter((fact) => fact !== undefined), doc: node.doc };
}

function describeField(state: WorkbenchData, id: string): Description {
  const structure = selectedStructure(state);
  const node = structure && findNode(decoded(structure).tree, id);
  return node ? describeNode(node, structure.byteOrder) : { name: id, facts: ['not in this snapshot'] };
}

function describeRequest(state: WorkbenchData, selection: Selection & { kind: 'request' }): Description {
  const row = selectedRow(currentView(state).rows, selection);
  const facts = [row?.syscall, row?.status].filter((fact) => fact !== undefined);
  return { name: `Request ${selection.seq}`, value: row?.kind, facts };
}

function describeMapping(state: WorkbenchData, iova: bigint): Description {
  const mapping = shownSession(state)?.state.mappings.find((one) => one.iova === iova);
  const facts = mapping
    ? [sizeText(mapping.size), `vaddr ${groupedHex(mapping.vaddr)}`, mapping.buffer ?? '']
    : ['no longer mapped'];
  return { name: 'Mapping', value: groupedHex(iova), facts: facts.filter(Boolean) };
}

export function describeSelection(state: WorkbenchData): Description {
  const selection = currentSelection(state);
  switch (selection.kind) {
    case 'field':
      return describeField(state, selection.node);
    case 'bytes':
      return { name: 'Bytes', facts: [selection.structure, range(selection.offset, selection.length)] };
    case 'request':
      return describeRequest(state, selection);
    case 'mapping':
      return describeMapping(state, selection.iova);
    case 'region':
      return { name: regionName(selection.index), facts: [`region ${selection.index}`] };
    default:
      return { name: '', facts: [] };
  }
}
