import { memo } from 'react';
import type { Timeline } from '../../../../electron/contract/recording-cursor.ts';
import type { Note } from '../../../../electron/contract/recording-notes.ts';
import { sessionTime } from '../../../text/quantities.ts';
import { placeOf, placeOfSpan } from './places.ts';
import styles from './player.module.css';

/** Height of the drawing in its own units; a bin is one unit wide. */
const HEIGHT = 100;

/** Few requests in a bin stay visible beside many: heights grow with the logarithm. */
const barHeight = (count: number, most: number) =>
  count === 0 ? 0 : Math.max(6, (HEIGHT * Math.log1p(count)) / Math.log1p(most));

interface PictureProps {
  readonly timeline: Timeline;
  /** What readers wrote. */
  readonly notes: readonly Note[];
}

/** What happened when, behind the cursor: requests and failures by density, idle and armed stretches, marks, events and notes. */
export const SliderPicture = memo(function SliderPicture({ timeline, notes }: PictureProps) {
  const { requests, errors } = timeline;
  const most = Math.max(1, ...requests);
  return (
    <>
      {timeline.idle.map((span) => (
        <i key={`idle ${span.fromNs}`} className={styles.idle} style={placeOfSpan(timeline, span)} />
      ))}
      <svg
        className={styles.bins}
        viewBox={`0 0 ${Math.max(1, requests.length)} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <Bars counts={requests} most={most} className={styles.requests} />
        <Bars counts={errors} most={most} className={styles.errors} />
      </svg>
      {timeline.armed.map((span) => (
        <i key={`armed ${span.fromNs}`} className={styles.armed} style={placeOfSpan(timeline, span)} title="armed" />
      ))}
      {timeline.events.map(({ atNs, row, event, message }) => (
        <i
          key={`event ${row} ${atNs} ${event}`}
          className={styles.event}
          style={placeOf(timeline, atNs)}
          title={`${sessionTime(atNs)} s: ${event}, ${message}`}
        />
      ))}
      {timeline.marks.map(({ atNs, row, note }) => (
        <i
          key={`mark ${row}`}
          className={styles.mark}
          style={placeOf(timeline, atNs)}
          title={`${sessionTime(atNs)} s: ${note}`}
        />
      ))}
      {notes.map(({ id, atNs, text }) => (
        <i
          key={`note ${id}`}
          className={styles.note}
          data-testid="note-on-slider"
          style={placeOf(timeline, atNs)}
          title={`${sessionTime(atNs)} s, note: ${text}`}
        />
      ))}
    </>
  );
});

function Bars(props: { readonly counts: readonly number[]; readonly most: number; readonly className?: string }) {
  const { counts, most, className } = props;
  const path = counts.flatMap((count, bin) => {
    const height = barHeight(count, most);
    return height > 0 ? [`M${bin} ${HEIGHT}v${-height}h1v${height}z`] : [];
  });
  return <path className={className} d={path.join('')} />;
}
