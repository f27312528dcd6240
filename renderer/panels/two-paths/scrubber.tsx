import { Pause, Play, SkipBack, SkipForward, StepBack, StepForward } from 'lucide-react';
import { countText, durationText } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import styles from './two-paths.module.css';
import type { Playback } from './use-playback.ts';

interface ScrubberProps {
  readonly playback: Playback;
  /** Time of the slowest lane, ns. */
  readonly span: number;
  readonly onStep: (direction: 1 | -1) => void;
  readonly modelled: boolean;
}

/** Plays the run, or goes through it store by store. */
export function Scrubber({ playback, span, onStep, modelled }: ScrubberProps) {
  const { atNs, playing, slowed, seek, play, pause } = playback;
  const reason = span === 0 ? 'Nothing was stored yet.' : undefined;
  return (
    <div className={styles.scrubber} data-testid="playback">
      <Action look="plain" label="To the beginning" hint="Home" reason={reason} onClick={() => seek(0)}>
        <SkipBack />
      </Action>
      <Action look="plain" label="One store back" hint="Left" reason={reason} onClick={() => onStep(-1)}>
        <StepBack />
      </Action>
      <Action
        look="plain"
        label={playing ? 'Pause' : 'Play'}
        hint="Space"
        reason={
          reason ?? (slowed === undefined ? 'In real time there is nothing to see: choose slow motion.' : undefined)
        }
        onClick={playing ? pause : play}
      >
        {playing ? <Pause /> : <Play />}
      </Action>
      <Action look="plain" label="One store further" hint="Right" reason={reason} onClick={() => onStep(1)}>
        <StepForward />
      </Action>
      <Action look="plain" label="To the end" hint="End" reason={reason} onClick={() => seek(span)}>
        <SkipForward />
      </Action>
      <input
        type="range"
        min={0}
        max={Math.max(span, 1)}
        step="any"
        value={atNs}
        disabled={span === 0}
        aria-label="Time"
        aria-valuetext={durationText(atNs)}
        onChange={({ target }) => seek(Number(target.value))}
      />
      <output className="mono">
        {durationText(Math.round(atNs))} of {durationText(Math.round(span))}
      </output>
      {modelled && <span className={styles.modelled}>modelled time</span>}
      {slowed !== undefined && span > 0 && (
        <span className={styles.slowed}>{countText(Math.round(slowed))} × slower</span>
      )}
    </div>
  );
}
