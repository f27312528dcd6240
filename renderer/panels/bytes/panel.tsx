import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { selectedRow } from '../../store/rows.ts';
import { currentSelection, currentSession, currentView } from '../../store/selectors.ts';
import { nodeAt, structuresOf } from '../../store/structures.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import { CopyMenu } from '../../widgets/copy-menu/copy-menu.tsx';
import { copyFormats } from '../../widgets/hex-view/copy-as.ts';
import { type HexCursor, selectedRange } from '../../widgets/hex-view/cursor.ts';
import { fieldRanges } from '../../widgets/hex-view/field-ranges.ts';
import type { ByteRange, TextCoding } from '../../widgets/hex-view/hex-row.tsx';
import { HexView } from '../../widgets/hex-view/hex-view.tsx';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { EmptyState } from '../../widgets/states/states.tsx';
import { ByteInspector } from './byte-inspector.tsx';
import styles from './bytes.module.css';
import { GoTo } from './go-to.tsx';
import { cursorIn, litRange, type Source, sourceOf } from './sources.ts';

const START: HexCursor = { at: 0, anchor: 0 };

const copyChoices = ({ bytes }: Source, { offset, length }: ByteRange) =>
  copyFormats.map(({ id, title, format }) => ({
    id,
    title,
    text: () => format(bytes.subarray(offset, offset + length), offset),
  }));

/** Where the cursor stands in the source, and what moving it selects everywhere. */
function useCursor(source: Source) {
  const { select } = useActions();
  const selection = useStore(currentSelection);
  const [left, setLeft] = useState(START);
  const lit = litRange(selection, source);
  const cursor = cursorIn(lit, left, source.bytes.length);
  const move = (to: HexCursor) => {
    setLeft(to);
    const range = selectedRange(to);
    const node = source.tree && nodeAt(source.tree, to.at);
    if (node && range.length === 1) select({ kind: 'field', structure: source.id, node: node.id });
    else if (source.tree) select({ kind: 'bytes', structure: source.id, ...range });
  };
  const marked = selectedRange(cursor);
  return { cursor, move, lit: lit ?? (marked.length > 1 ? marked : undefined), marked };
}

function SourceBytes({ source }: { readonly source: Source }) {
  const { cursor, move, lit } = useCursor(source);
  const ranges = useMemo(() => (source.tree ? fieldRanges(source.tree) : []), [source.tree]);
  const [coding, setCoding] = useState<TextCoding>('ascii');
  const goTo = useRef<HTMLInputElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.ctrlKey || event.key.toLowerCase() !== 'g') return;
    event.preventDefault();
    goTo.current?.select();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+G anywhere in the panel
    <div className={styles.panel} onKeyDown={onKeyDown}>
      <div className={styles.bar}>
        <GoTo ref={goTo} length={source.bytes.length} onGo={(at) => move({ at, anchor: at })} />
        <Action
          look="plain"
          aria-pressed={coding === 'ebcdic'}
          title="Text column in EBCDIC (code page 037)"
          onClick={() => setCoding(coding === 'ascii' ? 'ebcdic' : 'ascii')}
        >
          EBCDIC
        </Action>
        <CopyMenu
          label="Copy the selected bytes as"
          choices={copyChoices(source, lit ?? { offset: 0, length: source.bytes.length })}
        />
      </div>
      <HexView
        label={`Bytes of ${source.title}`}
        bytes={source.bytes}
        cursor={cursor}
        onCursor={move}
        limit={source.bytes.length}
        ranges={ranges}
        lit={lit}
        coding={coding}
      />
      <ByteInspector bytes={source.bytes} at={cursor.at} node={source.tree && nodeAt(source.tree, cursor.at)} />
    </div>
  );
}

function SessionBytes({ session }: { readonly session: Session }) {
  const { select } = useActions();
  const selection = useStore(currentSelection);
  const row = useStore((state) => selectedRow(currentView(state).rows, selection));
  const structures = structuresOf(session.snapshot);
  const source = sourceOf(selection, structures, row);
  const choose = (id: string) => select({ kind: 'bytes', structure: id, offset: 0, length: 1 });
  return (
    <PanelFrame
      id="bytes"
      label="Bytes"
      of={
        source &&
        `${source.bytes.length} bytes, ${session.snapshot.byteOrder === 'be' ? 'big-endian' : 'little-endian'} host`
      }
      tools={
        <select
          className={styles.chooser}
          aria-label="Structure to show"
          value={source?.id}
          onChange={(event) => choose(event.target.value)}
        >
          {source?.id.startsWith('request/') && <option value={source.id}>{source.title}</option>}
          {structures.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      }
    >
      {source ? (
        <SourceBytes key={source.id} source={source} />
      ) : (
        <EmptyState>This function has answered nothing yet: there are no bytes to show.</EmptyState>
      )}
    </PanelFrame>
  );
}

/** The bytes behind whatever is selected, with the fields in them. */
export default function BytesPanel() {
  const session = useStore(currentSession);
  if (session) return <SessionBytes key={session.id} session={session} />;
  return (
    <PanelFrame id="bytes" label="Bytes">
      <EmptyState>Open a target, a capture or a recording on the left: its bytes appear here.</EmptyState>
    </PanelFrame>
  );
}
