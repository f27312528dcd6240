import { type KeyboardEvent, useMemo } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { lanes } from '../../../electron/contract/two-paths/lanes.ts';
import { sizeText } from '../../../native-bridge/abi/text.ts';
import { currentSession, currentView } from '../../store/selectors.ts';
import { useStore } from '../../store/use-store.ts';
import { shortAddress } from '../../text/short-address.ts';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { EmptyState, Problem } from '../../widgets/states/states.tsx';
import { LaneRow } from './lane-row.tsx';
import { OrderBar } from './order-bar.tsx';
import { Scrubber } from './scrubber.tsx';
import { stepFrom, timelineOf } from './timeline.ts';
import styles from './two-paths.module.css';
import { type Playback, usePlayback } from './use-playback.ts';

/** The same payload as one store block and in pieces, side by side: why pass-through needs whole store blocks. */
export default function TwoPathsPanel() {
  const session = useStore(currentSession);
  const order = useStore((state) => currentView(state).twoPaths.run?.order);
  return (
    <PanelFrame
      id="two-paths"
      label="Two paths, one payload"
      of={
        session ? `${shortAddress(session.address)}${order ? ` · ${sizeText(BigInt(order.length))}` : ''}` : 'no target'
      }
    >
      {session?.condition === 'live' && session.kind !== 'capture' ? (
        <Picture key={session.id} session={session} />
      ) : (
        <EmptyState>Open a function: the picture stores to it. sim:ism needs no mainframe.</EmptyState>
      )}
    </PanelFrame>
  );
}

function Picture({ session }: { readonly session: Session }) {
  const { form, run } = useStore((state) => currentView(state).twoPaths);
  const timelines = useMemo(() => lanes.map(({ id }) => timelineOf(run?.lanes[id]?.operations ?? [])), [run?.lanes]);
  const span = Math.max(...timelines.map(({ total }) => total));
  const playback = usePlayback(run?.run, run?.finished ?? false, span, form.pace);
  const step = (direction: 1 | -1) => playback.seek(stepFrom(timelines, playback.atNs, direction));
  const { snapshot } = session;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys for the whole picture; every one has a button too
    <div className={styles.panel} onKeyDown={(event) => onKey(event, playback, step, span)}>
      <OrderBar session={session} />
      {run?.error && <Problem error={run.error} />}
      <div className={styles.lanes} data-modelled={snapshot.modelled}>
        {lanes.map((lane, index) => (
          <LaneRow
            key={lane.id}
            lane={lane}
            length={run?.order.length ?? form.length}
            snapshot={snapshot}
            run={run}
            timeline={timelines[index]!}
            span={Math.max(span, 1)}
            atNs={playback.atNs}
          />
        ))}
      </div>
      <Scrubber playback={playback} span={span} onStep={step} modelled={snapshot.modelled} />
    </div>
  );
}

function onKey(event: KeyboardEvent, playback: Playback, step: (direction: 1 | -1) => void, span: number): void {
  const { target, key } = event;
  const writes = target instanceof HTMLElement && target.matches('input:not([type="range"]), select, button');
  if (writes || span === 0) return;
  const actions: Readonly<Record<string, () => void>> = {
    ' ': () => (playback.playing ? playback.pause() : playback.play()),
    ArrowRight: () => step(1),
    ArrowLeft: () => step(-1),
    Home: () => playback.seek(0),
    End: () => playback.seek(span),
  };
  if (!actions[key] || event.ctrlKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  actions[key]();
}
