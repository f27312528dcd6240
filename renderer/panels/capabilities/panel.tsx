import { RefreshCw } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { type Selection, sameSelection } from '../../store/selection.ts';
import { currentSelection, shownSession } from '../../store/selectors.ts';
import { decoded, nodeAt, structureOf } from '../../store/structures.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { snapshotTime } from '../../text/snapshot-time.ts';
import { Action } from '../../widgets/action/action.tsx';
import { AsOf } from '../../widgets/as-of/as-of.tsx';
import { CopyMenu } from '../../widgets/copy-menu/copy-menu.tsx';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { EmptyState } from '../../widgets/states/states.tsx';
import { treeIndex } from '../../widgets/tree-view/tree-keys.ts';
import { TreeView } from '../../widgets/tree-view/tree-view.tsx';
import { copyChoices } from './copy-choices.ts';
import { firstField, firstOpen, type Item, itemId, itemsOf } from './items.ts';
import { Line } from './line.tsx';

/** The line a selection made anywhere points at. */
function selectedItem(selection: Selection, { snapshot }: Session): string | undefined {
  if (selection.kind === 'field') return itemId(selection.structure, selection.node);
  const structure = structureOf(snapshot, selectedStructureId(selection) ?? '');
  if (!structure) return undefined;
  const { tree } = decoded(structure);
  const node = selection.kind === 'bytes' ? nodeAt(tree, selection.offset) : tree;
  return node && itemId(structure.id, node.id);
}

function selectedStructureId(selection: Selection): string | undefined {
  if (selection.kind === 'bytes') return selection.structure;
  return selection.kind === 'region' ? `region/${selection.index}` : undefined;
}

const itemText = ({ name, text }: Item) => `${name} ${text ?? ''}`;

function CapabilityTree({ session }: { readonly session: Session }) {
  const { select, inspect } = useActions();
  const selection = useStore(currentSelection);
  const live = session.condition === 'live' && session.kind !== 'capture';
  const items = useMemo(() => itemsOf(session.snapshot, live), [session.snapshot, live]);
  const index = useMemo(() => treeIndex(items), [items]);
  const [expanded, setExpanded] = useState(() => firstOpen(items));
  // a heading has no bytes of its own: it is lit here alone, everywhere else the first thing below it
  const [heading, setHeading] = useState<{ readonly id: string; readonly over: Selection }>();
  const selected = heading && sameSelection(heading.over, selection) ? heading.id : selectedItem(selection, session);
  const choose = (id: string) => {
    const item = index.get(id)?.item;
    const field = item && firstField(item);
    setHeading(item?.structure === undefined ? { id, over: field ?? selection } : undefined);
    if (field) select(field);
  };
  const current = selected === undefined ? undefined : index.get(selected)?.item;
  const whyNotRead = live ? undefined : 'There is no live function to ask.';
  return (
    <PanelFrame
      id="capabilities"
      label="Capabilities"
      of={session.title}
      asOf={<AsOf>{snapshotTime(session.snapshot)}</AsOf>}
      tools={
        <>
          <CopyMenu label="Copy the selected line" choices={copyChoices(items, current, session.snapshot)} />
          <Action look="plain" label="Ask the function again" reason={whyNotRead} onClick={() => void inspect()}>
            <RefreshCw aria-hidden />
          </Action>
        </>
      }
    >
      <TreeView
        label={`What kernel and firmware say about ${session.title}`}
        items={items}
        textOf={itemText}
        expanded={expanded}
        onExpanded={setExpanded}
        selected={selected}
        onSelect={choose}
        render={(item) => <Line item={item} onReadConfig={() => void inspect(true)} />}
      />
    </PanelFrame>
  );
}

/** Everything kernel and firmware said about the function, each line tied to its bytes. */
export default function CapabilitiesPanel() {
  const session = useStore(shownSession);
  if (session) return <CapabilityTree key={session.id} session={session} />;
  return (
    <PanelFrame id="capabilities" label="Capabilities">
      <EmptyState>Open a target, a capture or a recording on the left: its capabilities appear here.</EmptyState>
    </PanelFrame>
  );
}
