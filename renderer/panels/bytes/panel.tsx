import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { selectedRow } from '../../store/rows.ts';
import type { Selection } from '../../store/selection.ts';
import { currentSelection, currentSession, currentView } from '../../store/selectors.ts';
import { nodeAt, type Structure, structuresOf } from '../../store/structures.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { countText, timeOfDay } from '../../text/quantities.ts';
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
import { cursorNow, type LeftCursor, litRange, type Source, sourceOf } from './sources.ts';

const copyChoices = ({ bytes }: Source, { offset, length }: ByteRange) =>
  copyFormats.map(({ id, title, format }) => ({
    id,
    title,
    text: () => format(bytes.subarray(offset, offset + length), offset),
  }));

/** What a cursor selects: the field under it, or a range of bytes; a request's own bytes leave the selection with the request. */
function selectionAt(source: Source, cursor: HexCursor, before: Selection): Selection {
  if (!source.tree) return before;
  const range = selectedRange(cursor);
  const node = range.length === 1 ? nodeAt(source.tree, cursor.at) : undefined;
  return node
    ? { kind: 'field', structure: source.id, node: node.id }
    : { kind: 'bytes', structure: source.id, ...range };
}

/** Where the cursor stands in the source, and what moving it selects everywhere. */
function useCursor(source: Source) {
  const { select } = useActions();
  const selection = useStore(currentSelection);
  const [left, setLeft] = useState<LeftCursor>();
  const lit = litRange(selection, source);
  const cursor = cursorNow(left, selection, lit);
  const marked = selectedRange(cursor);
  const move = (to: HexCursor) => {
    const next = selectionAt(source, to, selection);
    setLeft({ cursor: to, selection: next });
    select(next);
  };
  return { cursor, move, lit: lit ?? (marked.length > 1 ? marked : undefined) };
}

interface SourceBytesProps {
  readonly source: Source;
  readonly session: Session;
  /** Which structure is shown. */
  readonly chooser: ReactNode;
}

function SourceBytes({ source, session, chooser }: SourceBytesProps) {
  const { cursor, move, lit } = useCursor(source);
  const ranges = useMemo(() => (source.tree ? fieldRanges(source.tree) : []), [source.tree]);
  const [coding, setCoding] = useState<TextCoding>('ascii');
  const goTo = useRef<HTMLInputElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.ctrlKey || event.key.toLowerCase() !== 'g') return;
    event.preventDefault();
    goTo.current?.select();
  };
  const whole = { offset: 0, length: source.bytes.length };
  return (
    <PanelFrame
      id="bytes"
      label="Bytes"
      of={`${countText(source.bytes.length)} bytes`}
      asOf={`as of ${timeOfDay(session.snapshot.takenAt)}`}
      tools={
        <>
          <GoTo ref={goTo} length={source.bytes.length} onGo={(at) => move({ at, anchor: at })} />
          <Action
            look="plain"
            aria-pressed={coding === 'ebcdic'}
            title="Text column in EBCDIC (code page 037)"
            onClick={() => setCoding(coding === 'ascii' ? 'ebcdic' : 'ascii')}
          >
            EBCDIC
          </Action>
          <CopyMenu label="Copy the selected bytes as" choices={copyChoices(source, lit ?? whole)} />
          {chooser}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+G anywhere in the panel */}
      <div className={styles.panel} onKeyDown={onKeyDown}>
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
    </PanelFrame>
  );
}

/** The structures there are bytes of, and the selected request where it has bytes. */
function Chooser({ source, structures }: { readonly source: Source; readonly structures: readonly Structure[] }) {
  const { select } = useActions();
  return (
    <select
      className={styles.chooser}
      aria-label="Structure to show"
      value={source.id}
      onChange={(event) => select({ kind: 'bytes', structure: event.target.value, offset: 0, length: 1 })}
    >
      {source.id.startsWith('request/') && <option value={source.id}>{source.title}</option>}
      {structures.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  );
}

function Nothing({ children }: { readonly children: ReactNode }) {
  return (
    <PanelFrame id="bytes" label="Bytes">
      <EmptyState>{children}</EmptyState>
    </PanelFrame>
  );
}

function SessionBytes({ session }: { readonly session: Session }) {
  const selection = useStore(currentSelection);
  const row = useStore((state) => selectedRow(currentView(state).rows, selection));
  const structures = structuresOf(session.snapshot);
  const source = sourceOf(selection, structures, row);
  if (!source) return <Nothing>This function has answered nothing yet: there are no bytes to show.</Nothing>;
  const chooser = <Chooser source={source} structures={structures} />;
  return <SourceBytes key={source.id} source={source} session={session} chooser={chooser} />;
}

/** The bytes behind whatever is selected, with the fields in them. */
export default function BytesPanel() {
  const session = useStore(currentSession);
  if (session) return <SessionBytes key={session.id} session={session} />;
  return <Nothing>Open a target, a capture or a recording on the left: its bytes appear here.</Nothing>;
}
