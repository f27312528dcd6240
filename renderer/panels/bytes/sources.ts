import type { RequestRow } from '../../../electron/contract/app-contract.ts';
import type { TreeNode } from '../../../native-bridge/abi/types.ts';
import { type Selection, sameSelection } from '../../store/selection.ts';
import { decoded, findNode, type Structure } from '../../store/structures.ts';
import type { HexCursor } from '../../widgets/hex-view/cursor.ts';
import type { ByteRange } from '../../widgets/hex-view/hex-row.tsx';

/** Where the bytes on screen come from: a structure of the snapshot, or what a request carried. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly bytes: Uint8Array;
  /** Fields of the bytes, where they are known. */
  readonly tree?: TreeNode;
}

const requestTitle = ({ seq, kind, bytes, data }: RequestRow) =>
  `Request ${seq} · ${kind}${data && data.length < bytes ? ` · first ${data.length} of ${bytes} bytes` : ''}`;

/** The bytes a selection points at: a request's own, else the structure it names, else the first there is. */
export function sourceOf(
  selection: Selection,
  structures: readonly Structure[],
  row: RequestRow | undefined,
): Source | undefined {
  if (selection.kind === 'request' && row?.data)
    return { id: `request/${row.seq}`, title: requestTitle(row), bytes: row.data };
  const id =
    selection.kind === 'region' ? `region/${selection.index}` : 'structure' in selection && selection.structure;
  const structure = structures.find((one) => one.id === id) ?? structures[0];
  return structure && { ...structure, tree: decoded(structure).tree };
}

/** The bytes a selection lights up in its source. */
export function litRange(selection: Selection, { tree }: Source): ByteRange | undefined {
  if (selection.kind === 'bytes') return selection;
  return selection.kind === 'field' && tree ? findNode(tree, selection.node) : undefined;
}

/** A cursor, and the selection that moving it made. */
export interface LeftCursor {
  readonly cursor: HexCursor;
  readonly selection: Selection;
}

/** The cursor where the keyboard left it; at the first lit byte when something else was selected elsewhere meanwhile. */
export function cursorNow(left: LeftCursor | undefined, selection: Selection, lit: ByteRange | undefined): HexCursor {
  if (left && sameSelection(left.selection, selection)) return left.cursor;
  const at = lit?.offset ?? 0;
  return { at, anchor: at };
}
