import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import type { Selection } from '../../store/selection.ts';
import { currentSelection } from '../../store/selectors.ts';
import { nodeAt } from '../../store/structures.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { countText } from '../../text/quantities.ts';
import { snapshotTime } from '../../text/snapshot-time.ts';
import { Action } from '../../widgets/action/action.tsx';
import { AsOf } from '../../widgets/as-of/as-of.tsx';
import { CopyMenu } from '../../widgets/copy-menu/copy-menu.tsx';
import { copyFormats } from '../../widgets/hex-view/copy-as.ts';
import { type HexCursor, selectedRange } from '../../widgets/hex-view/cursor.ts';
import { fieldRanges } from '../../widgets/hex-view/field-ranges.ts';
import type { ByteRange, TextCoding } from '../../widgets/hex-view/hex-row.tsx';
import { HexView } from '../../widgets/hex-view/hex-view.tsx';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { ByteInspector } from './byte-inspector.tsx';
import styles from './bytes.module.css';
import { ChangingReads } from './changing-reads.tsx';
import { ConfigChanges, useConfigStates } from './config-changes.tsx';
import { GoTo } from './go-to.tsx';
import { cursorNow, type LeftCursor, litRange, type Source } from './sources.ts';

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

/** Bytes of one source with their fields, cursor and readings. */
export function SourceBytes({ source, session, chooser }: SourceBytesProps) {
  const { cursor, move, lit } = useCursor(source);
  const ranges = useMemo(() => (source.tree ? fieldRanges(source.tree) : []), [source.tree]);
  const [coding, setCoding] = useState<TextCoding>('ascii');
  const goTo = useRef<HTMLInputElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.ctrlKey || event.key.toLowerCase() !== 'g') return;
    event.preventDefault();
    goTo.current?.select();
  };
  const stateOf = useConfigStates(source.id);
  const whole = { offset: 0, length: source.bytes.length };
  return (
    <PanelFrame
      id="bytes"
      label="Bytes"
      of={`${countText(source.bytes.length)} bytes`}
      asOf={<AsOf>{snapshotTime(session.snapshot)}</AsOf>}
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
          stateOf={stateOf}
          coding={coding}
        />
        {source.id === 'config' && <ConfigChanges />}
        <ChangingReads session={session} source={source.id} />
        <ByteInspector bytes={source.bytes} at={cursor.at} node={source.tree && nodeAt(source.tree, cursor.at)} />
      </div>
    </PanelFrame>
  );
}
