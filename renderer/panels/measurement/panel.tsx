import { useEffect } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import type { CountSample } from '../../../electron/contract/measurement/messages.ts';
import { HOW_TO_MEASURE, stalledFor } from '../../../electron/contract/measurement/stall.ts';
import { toHex } from '../../../native-bridge/abi/hex.ts';
import { currentSession, currentView, isRecorded } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { countOf, durationText, sessionTime } from '../../text/quantities.ts';
import { shortAddress } from '../../text/short-address.ts';
import { Action } from '../../widgets/action/action.tsx';
import { AsOf } from '../../widgets/as-of/as-of.tsx';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { EmptyState, Problem, Skeleton } from '../../widgets/states/states.tsx';
import { CountChart } from './count-chart.tsx';
import { alarmText, counterLines } from './lines.ts';
import styles from './measurement.module.css';

const INTERVALS = [500, 1000, 4000, 10_000];
const FIRST_INTERVAL = 1000;

/** What the function itself counted, held against what was sent. */
export default function MeasurementPanel() {
  const session = useStore(currentSession);
  const { samples, error } = useStore((state) => currentView(state).measurement);
  const live = session?.condition === 'live' && session.kind !== 'capture' ? session.id : undefined;
  const recording = isRecorded(session) ? session : undefined;
  const last = live || recording ? samples.at(-1) : undefined;
  return (
    <PanelFrame
      id="measurement"
      label="Independent count"
      of={session ? shortAddress(session.address) : 'no target'}
      asOf={<AsOf>{recording ? 'as of the end' : last && `as of ${sessionTime(last.atNs)} s`}</AsOf>}
      tools={live && <Tools />}
    >
      {live && <Loaded key={live} />}
      {recording && <LoadedAtCursor key={recording.id} recording={recording} />}
      {error && <Problem error={error} />}
      {last ? <Counts samples={samples} last={last} /> : <Nothing is={live ? 'live' : recording && 'recorded'} />}
    </PanelFrame>
  );
}

/** Asks for what was counted before this window looked. */
function Loaded() {
  const { loadMeasurement } = useActions();
  useEffect(() => void loadMeasurement(), [loadMeasurement]);
  return null;
}

/** Asks for what was counted up to the cursor, again wherever it goes and when the recording grows. */
function LoadedAtCursor({ recording: { id, durationNs, damage } }: { readonly recording: Session }) {
  const moment = useStore((state) => currentView(state).player.moment);
  const { readRecordedCounts } = useActions();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is as of another place is read again
  useEffect(() => void readRecordedCounts(id), [id, moment?.atNs, durationNs, damage?.message, readRecordedCounts]);
  return null;
}

function Nothing({ is }: { readonly is: 'live' | 'recorded' | undefined }) {
  const { asOf } = useStore((state) => currentView(state).measurement);
  const isReading = useStore(({ pending }) => pending.some(({ method }) => method === 'recording.counts'));
  if (is === undefined) return <EmptyState>Open a function: its own count is read while it is open.</EmptyState>;
  // once it was read the last answer stays until the next: a cursor that moves does not make it flicker
  if (is === 'recorded' && !asOf && isReading) return <Skeleton awaiting="Reading the counts of the recording" />;
  if (is === 'recorded') return <NothingRecorded atEnd={asOf !== 'cursor'} />;
  return (
    <EmptyState>
      Nothing is read until you ask. Count now, or switch on counting, and what the function counted stands beside what
      was sent.
    </EmptyState>
  );
}

function NothingRecorded({ atEnd }: { readonly atEnd: boolean }) {
  const { seek } = useActions();
  if (atEnd) return <EmptyState>The function's own count was not read while this was recorded.</EmptyState>;
  return (
    <EmptyState action={<Action onClick={() => void seek(undefined)}>To the end</Action>}>
      The function's own count was not read before the cursor.
    </EmptyState>
  );
}

function Tools() {
  const { everyMs } = useStore((state) => currentView(state).measurement);
  const { sampleMeasurement, watchMeasurement } = useActions();
  const on = everyMs > 0;
  return (
    <>
      <label className={styles.every}>
        every
        <select
          aria-label="Interval"
          value={on ? everyMs : FIRST_INTERVAL}
          disabled={!on}
          onChange={({ target }) => void watchMeasurement(Number(target.value))}
        >
          {INTERVALS.map((ms) => (
            <option key={ms} value={ms}>
              {ms / 1000} s
            </option>
          ))}
        </select>
      </label>
      <Action aria-pressed={on} onClick={() => void watchMeasurement(on ? 0 : FIRST_INTERVAL)}>
        {on ? 'Stop counting' : 'Keep counting'}
      </Action>
      <Action look="plain" onClick={() => void sampleMeasurement()}>
        Count now
      </Action>
    </>
  );
}

function Counts({ samples, last }: { readonly samples: readonly CountSample[]; readonly last: CountSample }) {
  const quietNs = stalledFor(samples);
  return (
    <div className={styles.panel}>
      {last.alarms.map((alarm) => (
        <p key={alarm.counter} className={styles.alarm} role="alert">
          <b>✕ The counts differ.</b> {alarmText(alarm)} Since {sessionTime(alarm.sinceNs)} s.
        </p>
      ))}
      {quietNs !== undefined && (
        <p className={styles.stalled} role="status">
          <b>… It stands still.</b> No update for {durationText(Number(quietNs))}: nothing can be compared.{' '}
          {last.source === 'debugfs' && HOW_TO_MEASURE}
        </p>
      )}
      <div className={styles.columns}>
        <Table last={last} />
        <div className={styles.side}>
          <CountChart samples={samples} />
          <Source last={last} />
        </div>
      </div>
    </div>
  );
}

const MARKS = { agrees: '✓', alarm: '✕', waits: '…', theirs: '' } as const;

function Table({ last }: { readonly last: CountSample }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">counter</th>
          <th scope="col">ours</th>
          <th scope="col">the function's</th>
          <th scope="col" />
        </tr>
      </thead>
      <tbody>
        {counterLines(last).map(({ name, title, ours, theirs, verdict, words }) => (
          <tr key={name} data-verdict={verdict}>
            <th scope="row">{title}</th>
            <td>{ours}</td>
            <td>{theirs}</td>
            <td>
              {MARKS[verdict]} {words}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Source({ last: { atNs, source, bytes, samples, updateMs, inFlight } }: { readonly last: CountSample }) {
  return (
    <>
      <p className={styles.source}>
        Read at {sessionTime(atNs)} s. {countOf(samples, 'update')} by the function, one every {updateMs / 1000} s: it
        lags behind by up to that.
        {inFlight && ' Something is being sent: only too few would be an alarm.'}
      </p>
      <details className={styles.raw}>
        <summary>{source === 'fmb' ? `measurement block, ${bytes.length} bytes` : 'statistics of debugfs'}</summary>
        <pre>{source === 'fmb' ? hexLines(bytes) : new TextDecoder().decode(bytes)}</pre>
      </details>
    </>
  );
}

/** Sixteen bytes a line, with their offset. */
const hexLines = (bytes: Uint8Array): string =>
  Array.from({ length: Math.ceil(bytes.length / 16) }, (_, line) => {
    const digits = toHex(bytes.subarray(line * 16, line * 16 + 16)).replace(/../g, '$& ');
    return `${(line * 16).toString(16).padStart(4, '0')}  ${digits}`;
  }).join('\n');
