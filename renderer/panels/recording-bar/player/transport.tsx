import { Pause, Play, Repeat, Rewind, SkipBack, SkipForward, StepBack, StepForward, X } from 'lucide-react';
import type { Session } from '../../../../electron/contract/app-contract.ts';
import { rowsAtCursor, type Speed, speeds } from '../../../store/player/player.ts';
import { currentView } from '../../../store/selectors.ts';
import { useActions, useStore } from '../../../store/use-store.ts';
import { countText, preciseTimeOfDay, sessionTime } from '../../../text/quantities.ts';
import { Action } from '../../../widgets/action/action.tsx';
import { GoTo } from './go-to.tsx';
import styles from './player.module.css';
import { Slider } from './slider.tsx';

/** Plays a recording: its cursor goes along the time slider, by hand or by itself, and every panel shows what was so there. */
export function Transport({ session }: { readonly session: Session }) {
  const reason = session.requests === 0 ? 'The recording has no requests.' : undefined;
  return (
    <div className={styles.transport}>
      <Steps reason={reason} />
      <GoTo reason={reason} />
      <Slider />
      <Clock session={session} />
      <HowToPlay />
    </div>
  );
}

function Steps({ reason }: { readonly reason?: string }) {
  const playing = useStore((state) => currentView(state).player.playing);
  const { seek, stepCursor, togglePlaying } = useActions();
  return (
    <span className={styles.group}>
      <Action look="plain" label="To the beginning" hint="Home" reason={reason} onClick={() => void seek({ rows: 0 })}>
        <SkipBack />
      </Action>
      <Action look="plain" label="One request back" hint="Left" reason={reason} onClick={() => void stepCursor(-1)}>
        <StepBack />
      </Action>
      <Action label={playing ? 'Pause' : 'Play'} hint="Space" reason={reason} onClick={togglePlaying}>
        {playing ? <Pause /> : <Play />}
      </Action>
      <Action look="plain" label="One request further" hint="Right" reason={reason} onClick={() => void stepCursor(1)}>
        <StepForward />
      </Action>
      <Action look="plain" label="To the end" hint="End" reason={reason} onClick={() => void seek(undefined)}>
        <SkipForward />
      </Action>
    </span>
  );
}

/** Where the cursor is: since the beginning, at what time of day, behind how many requests. */
function Clock({ session }: { readonly session: Session }) {
  const player = useStore((state) => currentView(state).player);
  const { cursor, timeline } = player;
  const atNs = cursor ?? timeline?.durationNs ?? session.durationNs;
  const rows = rowsAtCursor(player, session);
  return (
    <span className={styles.clock} data-testid="cursor-time" data-at={cursor === undefined ? 'end' : String(cursor)}>
      <b>{cursor === undefined ? `end ${sessionTime(atNs)} s` : `${sessionTime(atNs)} s`}</b>
      <span title="Time of day then">{preciseTimeOfDay(session.startedAt + atNs)}</span>
      <span>
        {countText(rows)} of {countText(session.requests)}
      </span>
    </span>
  );
}

const speedText = (speed: Speed) => (speed === 'max' ? 'max' : `${speed}×`);

function HowToPlay() {
  const { speed, skipsIdle, loops, span } = useStore((state) => currentView(state).player);
  const { chooseSpeed, toggleIdle, toggleLoop, chooseSpan } = useActions();
  return (
    <span className={styles.group}>
      <select
        aria-label="Speed"
        value={String(speed)}
        onChange={({ target }) => chooseSpeed(speeds.find((one) => String(one) === target.value)!)}
      >
        {speeds.map((one) => (
          <option key={one} value={String(one)}>
            {speedText(one)}
          </option>
        ))}
      </select>
      <Action look="plain" label="Skip idle time" hint="I" aria-pressed={skipsIdle} onClick={toggleIdle}>
        <Rewind style={{ transform: 'scaleX(-1)' }} />
      </Action>
      <Action look="plain" label="Play round and round" hint="L" aria-pressed={loops} onClick={toggleLoop}>
        <Repeat />
      </Action>
      {span && (
        <Action look="plain" label="Play all of it, not only the chosen stretch" onClick={() => chooseSpan(undefined)}>
          <X />
        </Action>
      )}
    </span>
  );
}
