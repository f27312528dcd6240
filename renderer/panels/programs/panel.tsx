import { CopyPlus, FilePlus2, FileText, Folder, FolderPlus, Library, PencilLine, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { useStore as useDraftStore } from 'zustand';
import { useDock } from '../../shell/window-context.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { countOf } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import { NameDialog, type Question } from '../../widgets/name-dialog/name-dialog.tsx';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { EmptyState, Skeleton } from '../../widgets/states/states.tsx';
import { TreeView } from '../../widgets/tree-view/tree-view.tsx';
import { isUnsaved } from '../composer/draft.ts';
import { draftStore } from '../composer/use-draft.ts';
import { programActions } from './program-actions.ts';
import styles from './programs.module.css';
import { type ProgramNode, treeOf } from './tree.ts';

const icons = { folder: Folder, program: FileText, sample: FileText, samples: Library };

function Line({ node, onOpen }: { readonly node: ProgramNode; readonly onOpen: () => void }) {
  const openState = useDraftStore(draftStore, (draft) =>
    draft.file?.path !== node.id ? undefined : isUnsaved(draft) ? 'unsaved' : 'open',
  );
  const Icon = icons[node.kind];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter on the row does the same
    <span className={styles.line} data-open={openState} title={node.id} onDoubleClick={onOpen}>
      <Icon aria-hidden />
      <span>{node.name}</span>
      {openState && <em>{openState === 'unsaved' ? 'in the composer, unsaved' : 'in the composer'}</em>}
    </span>
  );
}

const find = (nodes: readonly ProgramNode[], id: string | undefined): ProgramNode | undefined => {
  for (const node of nodes) {
    const found = node.id === id ? node : find(node.children ?? [], id);
    if (found) return found;
  }
  return undefined;
};

/** Programs in folders of the workbench folder, as they are on the disk, and those that ship. */
export default function ProgramsPanel() {
  const actions = useActions();
  const dock = useDock();
  const isOpen = useStore((state) => state.connection.state === 'open');
  const library = useStore((state) => state.library);
  const [selected, setSelected] = useState<string>();
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set([':samples']));
  const [question, setQuestion] = useState<Question>();
  const openPath = useDraftStore(draftStore, ({ file }) => file?.path);
  const nodes = useMemo(() => (library ? treeOf(library) : []), [library]);
  const node = find(nodes, selected);
  const can = programActions(actions, dock, node);
  const { refreshLibrary } = actions;
  useEffect(() => {
    if (isOpen) void refreshLibrary();
  }, [isOpen, refreshLibrary]);

  useEffect(() => {
    if (openPath !== undefined) setSelected(openPath);
  }, [openPath]);

  const ask = (asking: (() => Question) | undefined) => asking && setQuestion(asking());
  const keys: Readonly<Record<string, (() => void) | undefined>> = {
    Enter: can.open,
    F2: () => ask(can.rename),
    Delete: can.remove,
  };
  const onKeyDownCapture = (event: KeyboardEvent) => {
    const act = event.ctrlKey || event.altKey || question ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const first = selected === undefined ? 'Select a program or folder first.' : 'What ships cannot be changed.';
  const tools = (
    <>
      <Action look="plain" label="New program" onClick={() => ask(can.newProgram)}>
        <FilePlus2 />
      </Action>
      <Action look="plain" label="New folder" onClick={() => ask(can.newFolder)}>
        <FolderPlus />
      </Action>
      <Action
        look="plain"
        label="Rename or move"
        hint="F2"
        reason={can.rename ? undefined : first}
        onClick={() => ask(can.rename)}
      >
        <PencilLine />
      </Action>
      <Action look="plain" label="Duplicate" reason={can.duplicate ? undefined : first} onClick={can.duplicate}>
        <CopyPlus />
      </Action>
      <Action
        look="plain"
        label="Move to the trash"
        hint="Delete"
        reason={can.remove ? undefined : first}
        onClick={can.remove}
      >
        <Trash2 />
      </Action>
    </>
  );
  const programs = library?.files.filter(({ kind }) => kind === 'program').length ?? 0;
  return (
    <PanelFrame id="programs" label="Programs" of={library && countOf(programs, 'program')} tools={tools}>
      {!library ? (
        <Skeleton awaiting="Looking for programs" />
      ) : (
        <div className={styles.tree} onKeyDownCapture={onKeyDownCapture}>
          {programs === 0 && (
            <EmptyState action={<Action onClick={() => ask(can.newProgram)}>New program</Action>}>
              No program of your own yet. Make one, save one from the composer, or open a sample.
            </EmptyState>
          )}
          <div className={styles.rows}>
            <TreeView
              label="Programs in folders"
              items={nodes}
              textOf={({ name }) => name}
              expanded={expanded}
              onExpanded={setExpanded}
              selected={selected}
              onSelect={setSelected}
              render={(item) => <Line node={item} onOpen={() => programActions(actions, dock, item).open?.()} />}
            />
          </div>
        </div>
      )}
      {question && <NameDialog question={question} onClose={() => setQuestion(undefined)} />}
    </PanelFrame>
  );
}
