import { useState } from 'react';
import type { RequestRow } from '../../../electron/contract/app-contract.ts';
import type { ComparedPair } from '../../../electron/contract/compare/messages.ts';
import { countText, durationText, sessionTime } from '../../text/quantities.ts';
import { DifferenceTable } from '../../widgets/difference-table/difference-table.tsx';
import { HexView } from '../../widgets/hex-view/hex-view.tsx';
import styles from './compare.module.css';

/** Two requests that belong together: fields that differ, and the bytes of both with the differing ones marked. */
export function PairDetails({ pair }: { readonly pair: ComparedPair }) {
  const { left, right, differences } = pair;
  return (
    <aside className={styles.details} aria-label={`Pair ${pair.index}`} data-testid="pair-details">
      <Line side="left" row={left} />
      <Line side="right" row={right} />
      {differences.length > 0 && <DifferenceTable label="What differs" differences={differences} />}
      <Bytes title="Bytes on the left" row={left} other={right} />
      <Bytes title="Bytes on the right" row={right} other={left} />
    </aside>
  );
}

function Line({ side, row }: { readonly side: string; readonly row?: RequestRow }) {
  if (!row) return <p className={styles.line}>{side}: nothing of the kind</p>;
  return (
    <p className={styles.line}>
      {side}: <b>{`${row.seq} ${row.kind}`}</b> {row.syscall} at {sessionTime(row.atNs)} s,{' '}
      {durationText(row.durationNs)}
    </p>
  );
}

interface BytesProps {
  readonly title: string;
  readonly row?: RequestRow;
  readonly other?: RequestRow;
}

function Bytes({ title, row, other }: BytesProps) {
  const [cursor, setCursor] = useState({ at: 0, anchor: 0 });
  const data = row?.data;
  if (!row || !data?.length) return null;
  const differs = (at: number) => (other?.data && other.data[at] !== data[at] ? ('changed' as const) : undefined);
  return (
    <>
      <p className={styles.bytesTitle}>
        {title}, {countText(row.bytes)}
        {data.length < row.bytes && `, the first ${countText(data.length)}`}
      </p>
      <div className={styles.bytes} style={{ height: Math.min(8, Math.ceil(data.length / 8) + 2) * 20 + 8 }}>
        <HexView
          label={title}
          bytes={data}
          limit={data.length}
          cursor={cursor}
          onCursor={setCursor}
          stateOf={differs}
        />
      </div>
    </>
  );
}
