import { type PointerEvent, useRef } from 'react';
import { currentView } from '../../../store/selectors.ts';
import { useActions, useStore } from '../../../store/use-store.ts';
import { sessionTime } from '../../../text/quantities.ts';
import styles from './player.module.css';
import { SliderPicture } from './slider-picture.tsx';

const ASK = 'Drag the cursor; with Shift a stretch to play';

/** The recording from beginning to end. Dragging moves the cursor, with Shift it chooses what is played; keys are those of the window. */
export function Slider() {
  const { timeline, cursor, span } = useStore((state) => currentView(state).player);
  const { seek, chooseSpan } = useActions();
  const drawn = useRef<bigint>(undefined);
  const durationNs = timeline?.durationNs ?? 0n;
  const share = (atNs: bigint) => `${(Number(atNs) / Math.max(1, Number(durationNs))) * 100}%`;
  const timeAt = ({ currentTarget, clientX }: PointerEvent): bigint => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const part = Math.max(0, Math.min(1, (clientX - left) / Math.max(1, width)));
    return BigInt(Math.round(part * Number(durationNs)));
  };
  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drawn.current = event.shiftKey ? timeAt(event) : undefined;
    if (!event.shiftKey) void seek({ atNs: timeAt(event) });
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.buttons !== 1) return;
    const at = timeAt(event);
    const from = drawn.current;
    if (from === undefined) void seek({ atNs: at });
    else if (at !== from) chooseSpan(at < from ? { fromNs: at, toNs: from } : { fromNs: from, toNs: at });
  };
  const atNs = cursor ?? durationNs;
  return (
    <div
      className={styles.slider}
      role="slider"
      tabIndex={0}
      aria-label="Cursor in the recording"
      aria-valuemin={0}
      aria-valuemax={Number(durationNs)}
      aria-valuenow={Number(atNs)}
      aria-valuetext={cursor === undefined ? 'the end' : `${sessionTime(cursor)} s`}
      aria-busy={timeline === undefined}
      title={ASK}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
    >
      {timeline && <SliderPicture timeline={timeline} />}
      {span && (
        <i
          className={styles.span}
          data-testid="played-span"
          style={{ left: share(span.fromNs), width: share(span.toNs - span.fromNs) }}
        />
      )}
      <i className={styles.cursor} style={{ left: share(atNs) }} />
    </div>
  );
}
