import { PencilLine, X } from 'lucide-react';
import { useState } from 'react';
import type { RequestRow } from '../../../electron/contract/app-contract.ts';
import { useDock } from '../../shell/window-context.ts';
import { useActions } from '../../store/use-store.ts';
import { countText, durationText, sessionTime } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import { HexView } from '../../widgets/hex-view/hex-view.tsx';
import { PathNote } from '../../widgets/path-note/path-note.tsx';
import styles from './requests.module.css';
import { resultOf } from './row-cells.ts';
import { RuleList } from './rule-list.tsx';
import { StepFact } from './step-fact.tsx';

/** All about one request: the system call, what was foreseen, what came out, the bytes. */
export function Details({ row }: { readonly row: RequestRow }) {
  const { select } = useActions();
  return (
    <aside className={styles.details} aria-label={`Request ${row.seq}`} data-testid="request-details">
      <div className={styles.detailsHead}>
        <strong>
          {row.seq} {row.kind}
        </strong>
        <EditAsRequest row={row} />
        <Action look="plain" label="Close details" hint="Esc" onClick={() => select({ kind: 'none' })}>
          <X />
        </Action>
      </div>
      <Facts row={row} />
      {row.kind !== 'mark' && <StepFact seq={row.seq} />}
      <PathNote path={row.path} />
      {row.kind !== 'mark' && row.count === undefined && <RuleList row={row} />}
      {row.data && row.data.length > 0 && <Bytes key={row.seq} row={row} data={row.data} />}
    </aside>
  );
}

function EditAsRequest({ row }: { readonly row: RequestRow }) {
  const { compose } = useActions();
  const dock = useDock();
  const reason = row.kind === 'mark' || row.count !== undefined ? 'Only single requests can be edited.' : undefined;
  const edit = () => {
    compose({ ...row.request, kind: row.kind });
    dock.show('composer');
  };
  return (
    <Action look="plain" reason={reason} title="Change it in the composer and send it again" onClick={edit}>
      <PencilLine /> Edit
    </Action>
  );
}

function Facts({ row }: { readonly row: RequestRow }) {
  return (
    <dl className={styles.facts}>
      {factsOf(row).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function factsOf(row: RequestRow): readonly (readonly [string, string])[] {
  const { syscall, rc, atNs, durationNs, operations, modelled, error, warnings, on, note, count, errors } = row;
  const facts: (readonly [string, string | undefined])[] = [
    ['note', note],
    ['result', rc === undefined ? resultOf(row) : `${resultOf(row)} (rc ${rc})`],
    ['system call', syscall],
    ['sent to', on],
    ['device operations', operations === undefined ? undefined : countText(operations)],
    ['requests in it', count === undefined ? undefined : countText(count)],
    ['errors', errors ? countText(errors) : undefined],
    [count === undefined ? 'latency' : 'took', `${durationText(durationNs)}${modelled ? ', modelled' : ''}`],
    ['at', `${sessionTime(atNs)} s`],
    ['cause', error?.message],
    ['next', error?.next],
    ['warning', warnings.join(' ') || undefined],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

function Bytes({ row, data }: { readonly row: RequestRow; readonly data: Uint8Array }) {
  const [cursor, setCursor] = useState({ at: 0, anchor: 0 });
  return (
    <>
      <p className={styles.bytesTitle}>
        {data.length < row.bytes
          ? `First ${countText(data.length)} of ${countText(row.bytes)} bytes; the recording has all`
          : `${countText(row.bytes)} bytes`}
      </p>
      <div className={styles.bytes} style={{ height: Math.min(10, Math.ceil(data.length / 16) + 2) * 20 + 8 }}>
        <HexView label="Bytes of the request" bytes={data} limit={data.length} cursor={cursor} onCursor={setCursor} />
      </div>
    </>
  );
}
