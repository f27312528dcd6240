import { Pause, Play, Table2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { currentSession, currentView, isRecorded, whyNotArmed } from '../../store/selectors.ts';
import { endOf, isOpenEnded, startOf, timesOf } from '../../store/throughput.ts';
import { useActions, useStore, useWorkbenchStore } from '../../store/use-store.ts';
import { sessionTime } from '../../text/quantities.ts';
import { shortAddress } from '../../text/short-address.ts';
import { Action } from '../../widgets/action/action.tsx';
import { AsOf } from '../../widgets/as-of/as-of.tsx';
import { CopyMenu } from '../../widgets/copy-menu/copy-menu.tsx';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { EmptyState } from '../../widgets/states/states.tsx';
import { Charts } from './charts.tsx';
import { Counters } from './counters.tsx';
import { slicesCsv } from './csv.ts';
import { CursorTable } from './cursor-table.tsx';
import { Figures } from './figure-table.tsx';
import { LoopBar, LoopPath } from './loop-bar.tsx';
import { SliceTable } from './slice-table.tsx';
import { StateLine } from './state-line.tsx';
import styles from './throughput.module.css';
import { roomFor } from './time-axis.ts';
import { useRequestsOf } from './use-requests-of.ts';
import { useSize } from './use-size.ts';

/** How many requests a second, how many bytes, how long each: of the store loop or program that runs or ran last, or of any stretch of the session. */
export default function ThroughputPanel() {
  const session = useStore(currentSession);
  const [frame, setFrame] = useState<HTMLDivElement | null>(null);
  const visible = useSize(frame).width > 0;
  const [asTable, setAsTable] = useState(false);
  const hasSlices = useStore((state) => currentView(state).throughput.slices.length > 0);
  return (
    <PanelFrame
      id="throughput"
      label="Throughput"
      of={
        session
          ? `${shortAddress(session.address)}${session.running ? ` · ${session.running} is running` : ''}`
          : 'no target'
      }
      asOf={<Newest />}
      tools={<Tools asTable={asTable} onTable={() => setAsTable(!asTable)} />}
    >
      <div ref={setFrame} className={styles.panel}>
        {visible && session && <Reading session={session.id} />}
        {session?.condition === 'live' && <LoopBar session={session} />}
        <div className={styles.under}>
          {session?.condition === 'live' && <LoopPath session={session} />}
          <Counters />
          <StateLine />
        </div>
        {hasSlices ? <Measured asTable={asTable} /> : <NothingMeasured />}
      </div>
    </PanelFrame>
  );
}

function Newest() {
  const last = useStore((state) => currentView(state).throughput.slices.at(-1));
  return <AsOf>{last && `as of ${sessionTime(endOf(last))} s`}</AsOf>;
}

/** Asks for slices as they come while the panel is to be seen, and for none otherwise. */
function Reading({ session }: { readonly session: string }) {
  const nowNs = useStore((state) => currentView(state).throughput.nowNs);
  const unread = useStore((state) => currentView(state).throughput.more && currentView(state).throughput.slices);
  const rows = useStore((state) => (isRecorded(currentSession(state)) ? currentSession(state)?.requests : 0));
  const { readThroughput } = useActions();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has grown is read
  useEffect(() => readThroughput(session), [session, nowNs, rows, unread, readThroughput]);
  return null;
}

function Tools({ asTable, onTable }: { readonly asTable: boolean; readonly onTable: () => void }) {
  const store = useWorkbenchStore();
  const stretch = useStore((state) => currentView(state).throughput.stretch);
  const held = useStore((state) => currentView(state).throughput.held);
  const decimal = useStore((state) => currentView(state).throughput.decimal);
  const live = useStore((state) => currentSession(state)?.condition === 'live');
  const { showStretch, holdThroughput, chooseByteUnits } = useActions();
  const csv = () => slicesCsv(currentView(store.getState()).throughput.slices);
  return (
    <>
      <Action
        look="plain"
        aria-pressed={stretch === 'newest'}
        title="Show what was sent since the newest store loop or program began"
        onClick={() => showStretch('newest')}
      >
        Newest
      </Action>
      <Action
        look="plain"
        aria-pressed={stretch === 'all'}
        title="Show the whole session, from the first request to the last"
        onClick={() => showStretch('all')}
      >
        All
      </Action>
      {typeof stretch !== 'string' && (
        <Action
          look="plain"
          aria-pressed
          title="A stretch was chosen: show all again"
          hint="Home"
          onClick={() => showStretch('all')}
        >
          Reset zoom
        </Action>
      )}
      {live && (
        <Action
          look="plain"
          aria-pressed={held !== undefined}
          title="Hold the charts as they are; collecting and recording go on"
          onClick={() => holdThroughput(!held)}
        >
          {held ? <Play aria-hidden /> : <Pause aria-hidden />} {held ? 'Go on' : 'Hold'}
        </Action>
      )}
      <Action
        look="plain"
        aria-pressed={decimal}
        title="Bytes in powers of ten (kB, MB) instead of powers of two (KiB, MiB)"
        onClick={() => chooseByteUnits(!decimal)}
      >
        {decimal ? 'MB' : 'MiB'}
      </Action>
      <Action look="plain" aria-pressed={asTable} title="The same slices as a table of numbers" onClick={onTable}>
        <Table2 aria-hidden /> Table
      </Action>
      <CopyMenu label="Copy the throughput as" choices={[{ id: 'csv', title: 'Slices as CSV', text: csv }]} />
    </>
  );
}

function NothingMeasured() {
  const reason = useStore(whyNotArmed);
  const recorded = useStore((state) => isRecorded(currentSession(state)));
  const running = useStore((state) => currentSession(state)?.running?.startsWith('burst'));
  const indexing = useStore((state) => currentSession(state)?.indexing !== undefined);
  const { stretch, read, more } = useStore((state) => currentView(state).throughput);
  const asking = read !== stretch || more || indexing;
  if (recorded && asking) return <EmptyState>The recording is being read for what was sent when.</EmptyState>;
  if (typeof stretch !== 'string') return <EmptyState>Nothing was sent in this stretch of time.</EmptyState>;
  if (running) return <EmptyState>The store loop runs: its first slice is awaited.</EmptyState>;
  if (recorded) return <EmptyState>No store, load or register access was recorded.</EmptyState>;
  return (
    <EmptyState>
      Nothing was sent yet. {reason ?? 'Start a store loop above, send a request or run a program.'}
    </EmptyState>
  );
}

function Measured({ asTable }: { readonly asTable: boolean }) {
  const slices = useStore((state) => currentView(state).throughput.slices);
  const cursorNs = useStore((state) => currentView(state).player.cursor);
  const fromNs = useStore((state) => timesOf(currentView(state).throughput).fromNs) ?? startOf(slices[0]!);
  const toNs = useStore((state) => timesOf(currentView(state).throughput).toNs) ?? endOf(slices.at(-1)!);
  const goesOn = useStore(
    (state) => currentSession(state)?.running !== undefined && isOpenEnded(currentView(state).throughput),
  );
  const { fromNs: from, toNs: to } = roomFor({ fromNs, toNs }, goesOn);
  const room = useMemo(() => ({ fromNs: from, toNs: to }), [from, to]);
  const onRequests = useRequestsOf(slices);
  return (
    <div className={styles.measured}>
      <div className={styles.side}>
        <CursorTable slices={slices} onRequests={onRequests} />
        <Figures slices={cursorNs === undefined ? slices : slices.filter(({ atNs }) => atNs <= cursorNs)} />
      </div>
      {asTable ? <SliceTable slices={slices} /> : <Charts slices={slices} room={room} onRequests={onRequests} />}
    </div>
  );
}
