import { useState } from 'react';
import type { RequestRow } from '../../../electron/contract/app-contract.ts';
import type { Step } from '../../../electron/contract/program.ts';
import type { Variables } from '../../../electron/contract/programs/expression.ts';
import { errnoName } from '../../../native-bridge/abi/errno.ts';
import type { Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { useActions } from '../../store/use-store.ts';
import { durationText, sessionTime } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import type { HexCursor } from '../../widgets/hex-view/cursor.ts';
import { HexView } from '../../widgets/hex-view/hex-view.tsx';
import { PathNote } from '../../widgets/path-note/path-note.tsx';
import styles from './composer.module.css';
import { Expected } from './readback/expected.tsx';
import { ReadBack } from './readback/read-back.tsx';

/** What was sent last from here: its row, and what the pre-check had said. */
export interface LastResult {
  readonly row: RequestRow;
  readonly predicted?: string;
  /** Session it was sent to. */
  readonly session: string;
  readonly request: Request;
  /** The step as written. */
  readonly step?: Step;
  /** Variables as they were then. */
  readonly variables: Variables;
}

const answered = ({ status, errno }: RequestRow) => (errno ? errnoName(errno) : status);

/** Whether the kernel did what the rules said: a difference means one of the two is wrong. */
function Comparison({ row, predicted }: Pick<LastResult, 'row' | 'predicted'>) {
  const said = predicted ?? 'ok';
  const came = answered(row);
  const same = said === came;
  return (
    <p className={styles.comparison} data-same={same}>
      predicted <b>{said}</b>, answered <b>{came}</b> {same ? '— as predicted' : '— not as predicted'}
    </p>
  );
}

function Facts({ row }: { readonly row: RequestRow }) {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['request', `${row.seq} · ${row.kind} at ${sessionTime(row.atNs)} s`],
    ['system call', row.syscall],
    [
      'returned',
      row.rc === undefined ? undefined : `${row.rc}${row.errno ? ` · errno ${row.errno} ${errnoName(row.errno)}` : ''}`,
    ],
    ['operations', row.operations === undefined ? undefined : String(row.operations)],
    ['took', `${durationText(row.durationNs)}${row.modelled ? ' (modelled)' : ''}`],
    ['broken rules', row.broken.length > 0 ? row.broken.join(', ') : undefined],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(
        ([name, text]) =>
          text !== undefined && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

const START: HexCursor = { at: 0, anchor: 0 };

function Answer({ data }: { readonly data: Uint8Array }) {
  const [cursor, setCursor] = useState(START);
  const inside = cursor.at < data.length ? cursor : START;
  return (
    <div className={styles.hex} style={{ height: Math.min(6, Math.ceil(data.length / 8)) * 20 + 24 }}>
      <HexView label="Bytes of the result" bytes={data} cursor={inside} onCursor={setCursor} limit={data.length} />
    </div>
  );
}

/** The last result beside the step: status, prediction, system call, bytes. */
export function ResultView({ last }: { readonly last: LastResult }) {
  const { select } = useActions();
  const { row } = last;
  return (
    <section className={styles.result} aria-label="Last result" data-status={row.status} data-testid="last-result">
      <h3>
        Last result{' '}
        <Action look="plain" onClick={() => select({ kind: 'request', seq: row.seq })}>
          Show in the list
        </Action>
      </h3>
      <p className={styles.status} data-status={row.status}>
        {row.status === 'ok' ? 'ok' : answered(row)}
        {row.bytes > 0 && ` · ${row.bytes} bytes`}
      </p>
      <Comparison {...last} />
      {row.error && <p className={styles.warning}>{row.error.message}</p>}
      {row.warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
      <PathNote path={row.path} />
      <Facts row={row} />
      {row.data && row.data.length > 0 && <Answer data={row.data} />}
      <Expected last={last} />
      <ReadBack last={last} />
    </section>
  );
}
