import { useMemo, useState } from 'react';
import type { ThroughputSlice } from '../../../electron/contract/app-contract.ts';
import { currentSession, currentView, isRecorded, whyNotArmed } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { byteRateText, durationText, rateText, sessionTime } from '../../text/quantities.ts';
import { shortAddress } from '../../text/short-address.ts';
import { Action } from '../../widgets/action/action.tsx';
import { AsOf } from '../../widgets/as-of/as-of.tsx';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { EmptyState } from '../../widgets/states/states.tsx';
import { Chart, type Series } from './chart.tsx';
import { Counters } from './counters.tsx';
import { figuresOf, totalText } from './figures.ts';
import { LoopBar } from './loop-bar.tsx';
import { lastLoop, pointsOf } from './points.ts';
import styles from './throughput.module.css';

/** How many requests a second, how many bytes, how long each: of the store loop that runs or ran last. */
export default function ThroughputPanel() {
  const session = useStore(currentSession);
  const slices = useStore((state) => currentView(state).slices);
  const recorded = isRecorded(session);
  const [chosen, setAll] = useState<boolean>();
  const all = chosen ?? recorded;
  const shown = useMemo(() => (all ? slices : lastLoop(slices)), [all, slices]);
  const last = slices.at(-1);
  return (
    <PanelFrame
      id="throughput"
      label="Throughput"
      of={
        session
          ? `${shortAddress(session.address)}${session.running ? ` · ${session.running} is running` : ''}`
          : 'no target'
      }
      asOf={<AsOf>{last && `as of ${sessionTime(last.atNs)} s`}</AsOf>}
      tools={
        <Action
          look="plain"
          aria-pressed={all}
          title="Show every loop of the session, not only the last"
          onClick={() => setAll(!all)}
        >
          All loops
        </Action>
      }
    >
      <div className={styles.panel}>
        {session?.condition === 'live' && <LoopBar session={session} />}
        <Counters />
        {shown.length > 0 ? <Measured slices={shown} /> : <NothingMeasured />}
      </div>
    </PanelFrame>
  );
}

function NothingMeasured() {
  const reason = useStore(whyNotArmed);
  const recorded = useStore((state) => isRecorded(currentSession(state)));
  if (recorded) return <EmptyState>No store loop was recorded.</EmptyState>;
  return <EmptyState>No store loop has run here. {reason ?? 'Start one above.'}</EmptyState>;
}

const OPS: readonly Series[] = [
  { key: 'ops', name: 'requests', color: '--series-sky', filled: true },
  { key: 'errors', name: 'errors', color: '--series-vermilion', dash: '2 2' },
];
const BYTES: readonly Series[] = [{ key: 'bytes', name: 'payload', color: '--series-green', filled: true }];
const LATENCY: readonly Series[] = [
  { key: 'p50', name: 'p50', color: '--series-orange', filled: true },
  { key: 'p90', name: 'p90', color: '--series-purple', dash: '6 2' },
  { key: 'p99', name: 'p99', color: '--series-blue', dash: '3 2' },
  { key: 'max', name: 'max', color: '--series-grey', dash: '1 3' },
];

function Measured({ slices }: { readonly slices: readonly ThroughputSlice[] }) {
  const points = useMemo(() => pointsOf(slices), [slices]);
  const cursor = useStore((state) => currentView(state).player.cursor);
  const seek = useSeek();
  const atS = cursor === undefined ? undefined : Number(cursor) / 1e9;
  const shared = { points, modelled: slices.some(({ modelled }) => modelled), cursor: atS, onSeek: seek };
  return (
    <div className={styles.measured}>
      <Figures slices={cursor === undefined ? slices : slices.filter(({ atNs }) => atNs <= cursor)} />
      <div className={styles.charts}>
        <Chart title="Requests" series={OPS} text={rateText} scale="decimal" {...shared} />
        <Chart title="Payload" series={BYTES} text={byteRateText} scale="binary" {...shared} />
        <Chart title="Latency" series={LATENCY} text={durationText} scale="log" {...shared} />
      </div>
    </div>
  );
}

/** In a recording a click into a chart puts the cursor there. */
function useSeek(): ((seconds: number) => void) | undefined {
  const recorded = useStore((state) => isRecorded(currentSession(state)));
  const { seek } = useActions();
  return recorded ? (seconds) => void seek({ atNs: BigInt(Math.round(seconds * 1e9)) }) : undefined;
}

function Figures({ slices }: { readonly slices: readonly ThroughputSlice[] }) {
  return (
    <table className={styles.figures}>
      <caption>{totalText(slices)}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">now</th>
          <th scope="col">avg</th>
          <th scope="col">max</th>
        </tr>
      </thead>
      <tbody>
        {figuresOf(slices).map(({ name, now, average, most }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{now}</td>
            <td>{average}</td>
            <td>{most}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
