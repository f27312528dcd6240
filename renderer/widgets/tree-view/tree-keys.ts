/** Keys of a tree as Wireshark's users know them, as pure functions over the rows that are visible. */

export interface TreeItemLike<Item> {
  readonly id: string;
  readonly children?: readonly Item[];
}

export interface TreeChange {
  /** Ids of the open rows, when they change. */
  readonly expanded?: ReadonlySet<string>;
  /** Row to go to. */
  readonly focus?: string;
}

interface Place<Item> {
  readonly item: Item;
  readonly parent?: string;
}

/** Every item by id, with the id of its parent. */
export function treeIndex<Item extends TreeItemLike<Item>>(items: readonly Item[]): ReadonlyMap<string, Place<Item>> {
  const index = new Map<string, Place<Item>>();
  const visit = (item: Item, parent?: string) => {
    index.set(item.id, { item, parent });
    for (const child of item.children ?? []) visit(child, item.id);
  };
  for (const item of items) visit(item);
  return index;
}

/** Ids of the item and of everything below it that can be opened. */
export function subtree<Item extends TreeItemLike<Item>>(item: Item): string[] {
  const children = item.children ?? [];
  return children.length === 0 ? [] : [item.id, ...children.flatMap(subtree)];
}

/** Ids of everything above `id`. */
export function ancestors<Item extends TreeItemLike<Item>>(
  index: ReadonlyMap<string, Place<Item>>,
  id: string,
): string[] {
  const parent = index.get(id)?.parent;
  return parent === undefined ? [] : [...ancestors(index, parent), parent];
}

/** `Shift+ArrowRight`, `Ctrl+ArrowLeft`, `Enter`: the key with its modifiers. */
export const keyName = (event: { key: string; ctrlKey: boolean; shiftKey: boolean }) =>
  `${event.ctrlKey ? 'Ctrl+' : ''}${event.shiftKey ? 'Shift+' : ''}${event.key}`;

/**
 * What a key does at row `id`: Left closes or goes to the parent, Right opens, Shift+Right opens everything below, Ctrl+Right and
 * Ctrl+Left open and close all, Backspace goes to the parent, Enter toggles. Undefined for other keys.
 */
export function treeKey<Item extends TreeItemLike<Item>>(
  key: string,
  id: string,
  index: ReadonlyMap<string, Place<Item>>,
  expanded: ReadonlySet<string>,
): TreeChange | undefined {
  const place = index.get(id);
  if (!place) return undefined;
  const { item, parent } = place;
  const opens = (item.children ?? []).length > 0;
  const open = () => ({ expanded: new Set([...expanded, id]) });
  const close = () => ({ expanded: new Set([...expanded].filter((one) => one !== id)) });
  switch (key) {
    case 'ArrowLeft':
      return expanded.has(id) ? close() : { focus: parent ?? id };
    case 'ArrowRight':
      if (!opens) return {};
      return expanded.has(id) ? { focus: item.children![0]!.id } : open();
    case 'Shift+ArrowRight':
      return { expanded: new Set([...expanded, ...subtree(item)]) };
    case 'Ctrl+ArrowRight':
      return {
        expanded: new Set([...index.values()].flatMap((one) => (one.item.children?.length ? [one.item.id] : []))),
      };
    case 'Ctrl+ArrowLeft':
      return { expanded: new Set(), focus: ancestors(index, id)[0] ?? id };
    case 'Backspace':
      return { focus: parent ?? id };
    case 'Enter':
      return opens ? (expanded.has(id) ? close() : open()) : {};
    default:
      return undefined;
  }
}
