import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useContext, useEffect, useMemo, useRef } from 'react';
import {
  Button,
  Collection,
  ListLayout,
  Tree,
  TreeItem,
  TreeItemContent,
  TreeStateContext,
  Virtualizer,
} from 'react-aria-components';
import { ancestors, keyName, type TreeItemLike, treeIndex, treeKey } from './tree-keys.ts';
import styles from './tree-view.module.css';

export interface TreeViewProps<Item extends TreeItemLike<Item>> {
  readonly label: string;
  readonly items: readonly Item[];
  /** What a screen reader says and typing searches. */
  readonly textOf: (item: Item) => string;
  readonly expanded: ReadonlySet<string>;
  readonly onExpanded: (expanded: ReadonlySet<string>) => void;
  readonly selected?: string;
  readonly onSelect: (id: string) => void;
  readonly render: (item: Item) => ReactNode;
}

type State = NonNullable<React.ContextType<typeof TreeStateContext>>;

/** Hands the tree's own state out to the component that drives its keys. */
function StateTap({ into }: { readonly into: RefObject<State | null> }) {
  const state = useContext(TreeStateContext);
  useEffect(() => {
    into.current = state;
  }, [into, state]);
  return null;
}

const ROW = { rowHeight: 22 };

/** A virtualised tree with Wireshark's keys. What is selected from elsewhere is opened up to and scrolled into view. */
export function TreeView<Item extends TreeItemLike<Item>>(props: TreeViewProps<Item>) {
  const { label, items, textOf, expanded, onExpanded, selected, onSelect, render } = props;
  const index = useMemo(() => treeIndex(items), [items]);
  const state = useRef<State | null>(null);
  /** What was selected in the tree itself: its focus is there already, or further on by now. */
  const own = useRef<string>(undefined);
  const choose = (id: string) => {
    own.current = id;
    onSelect(id);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new selection opens rows; closing one by hand must stick
  useEffect(() => {
    const closed = selected === undefined ? [] : ancestors(index, selected).filter((id) => !expanded.has(id));
    if (closed.length > 0) onExpanded(new Set([...expanded, ...closed]));
    else if (selected !== undefined && selected !== own.current && index.has(selected))
      state.current?.selectionManager.setFocusedKey(selected);
    if (selected !== own.current) own.current = undefined;
  }, [selected, index]);

  const onKeyDownCapture = (event: KeyboardEvent) => {
    const manager = state.current?.selectionManager;
    const id = manager?.focusedKey;
    const change = id == null ? undefined : treeKey(keyName(event), String(id), index, expanded);
    if (!change || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (change.expanded) onExpanded(change.expanded);
    if (change.focus !== undefined) {
      manager!.setFocusedKey(change.focus);
      choose(change.focus);
    }
  };

  const row = (item: Item): ReactNode => (
    <TreeItem id={item.id} textValue={textOf(item)} className={styles.row!}>
      <TreeItemContent>
        {({ hasChildItems }) => (
          <div className={styles.line}>
            <StateTap into={state} />
            {hasChildItems ? (
              <Button slot="chevron" className={styles.chevron!}>
                <ChevronRight aria-hidden />
              </Button>
            ) : (
              <span className={styles.chevron} />
            )}
            {render(item)}
          </div>
        )}
      </TreeItemContent>
      <Collection items={item.children ?? []}>{row as never}</Collection>
    </TreeItem>
  );

  return (
    <div style={{ height: '100%' }} onKeyDownCapture={onKeyDownCapture}>
      <Virtualizer layout={ListLayout} layoutOptions={ROW}>
        <Tree
          aria-label={label}
          data-focus=""
          className={styles.tree!}
          items={items}
          selectionMode="single"
          selectionBehavior="replace"
          selectedKeys={selected === undefined ? [] : [selected]}
          onSelectionChange={(keys) => {
            const [id] = keys === 'all' ? [] : keys;
            if (id !== undefined) choose(String(id));
          }}
          expandedKeys={expanded}
          onExpandedChange={(keys) => onExpanded(new Set([...keys].map(String)))}
        >
          {row as never}
        </Tree>
      </Virtualizer>
    </div>
  );
}
