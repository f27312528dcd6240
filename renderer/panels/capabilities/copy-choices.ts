import { hexNumber, toHex } from '../../../native-bridge/abi/hex.ts';
import type { Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import { structureOf } from '../../store/structures.ts';
import type { CopyChoice } from '../../widgets/copy-menu/copy-menu.tsx';
import { type Item, pathOf } from './items.ts';

/** `0x1000` for numbers, hex for bytes, text as it is. */
function valueText({ node, text = '' }: Item): string {
  const value = node?.value;
  if (typeof value === 'number' || typeof value === 'bigint') return hexNumber(value);
  return value instanceof Uint8Array ? toHex(value) : typeof value === 'string' ? value : text;
}

/** The forms in which a selected line can be copied: its value, its bytes, its place. */
export function copyChoices(items: readonly Item[], item: Item | undefined, snapshot: Snapshot): readonly CopyChoice[] {
  if (!item) return [];
  const choice = (id: string, title: string, text: string) => ({ id, title, text: () => text, preview: text });
  const bytes = item.structure === undefined ? undefined : structureOf(snapshot, item.structure)?.bytes;
  const { node } = item;
  return [
    choice('value', 'Value', valueText(item)),
    ...(bytes && node
      ? [choice('hex', 'Bytes as hex', toHex(bytes.subarray(node.offset, node.offset + node.length)))]
      : []),
    choice('path', 'Path', pathOf(items, item.id).join(' › ')),
  ];
}
