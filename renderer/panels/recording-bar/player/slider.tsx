import { type PointerEvent, useRef } from 'react';
import { currentView } from '../../../store/selectors.ts';
import { useActions, useStore } from '../../../store/use-store.ts';
import { sessionTime } from '../../../text/quantities.ts';
import { placeOf, placeOfSpan, timeAt } from './places.ts';
import styles from './player.module.css';
import { SliderPicture } from './slider-picture.tsx';

const NOTHING = { beginNs: 0n, durationNs: 0n };
const ASK = 'Drag the cursor; with Shift a stretch to play';

/** The recording from beginning to end. Dragging moves the cursor, with Shift it chooses what is played; keys are those of the window. */
export function Slider() {
  const { timeline, cursor, span } = useStore((state) => currentView(state).player);
  const notes = useStore((state) => currentView(state).notes);
  const { seek, chooseSpan } = useActions();
  const drawn = useRef<bigint>(undefined);
  const ends = timeline ?? NOTHING;
  const timeOf = ({ currentTarget, clientX }: PointerEvent): bigint => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return timeAt(ends, (clientX - left) / Math.max(1, width));
  };
  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drawn.current = event.shiftKey ? timeOf(event) : undefined;
    if (!event.shiftKey) void seek({ atNs: timeOf(event) });
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.buttons !== 1) return;
    const at = timeOf(event);
    const from = drawn.current;
    if (from === undefined) void seek({ atNs: at });
    else if (at !== from) chooseSpan(at < from ? { fromNs: at, toNs: from } : { fromNs: from, toNs: at });
  };
  const atNs = cursor ?? ends.durationNs;
  return (
    <div
      className={styles.slider}
      role="slider"
      tabIndex={0}
      aria-label="Cursor in the recording"
      aria-valuemin={Number(ends.beginNs)}
      aria-valuemax={Number(ends.durationNs)}
      aria-valuenow={Number(atNs)}
      aria-valuetext={cursor === undefined ? 'the end' : `${sessionTime(cursor)} s`}
      aria-busy={timeline === undefined}
      title={ASK}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
    >
      {timeline && <SliderPicture timeline={timeline} notes={notes} />}
      {span && <i className={styles.span} data-testid="played-span" style={placeOfSpan(ends, span)} />}
      <i className={styles.cursor} style={placeOf(ends, atNs)} />
    </div>
  );
}
