import { currentSession, currentView } from '../../store/selectors.ts';
import { endOf } from '../../store/throughput.ts';
import { useStore } from '../../store/use-store.ts';
import { countOf, durationText } from '../../text/quantities.ts';
import { lagText } from './lag-text.ts';
import styles from './throughput.module.css';
import { timeText } from './time-axis.ts';

const secondsOf = (ns: bigint) => Number(ns) / 1e9;

/** How true the picture is: how coarse, how late, and what is missing from it. */
export function StateLine() {
  const { slices, binNs, reach, held, more } = useStore((state) => currentView(state).throughput);
  const last = slices.at(-1);
  if (!reach || !last) return null;
  return (
    <p className={styles.state} data-testid="throughput-state">
      {slices.some(({ modelled }) => modelled) && <span className={styles.modelled}>modelled time</span>}
      <span>slices of {durationText(binNs)}</span>
      {more && (
        <span className={styles.held}>the recording is being read: up to {timeText(secondsOf(endOf(last)))}</span>
      )}
      <Lag />
      {held && (
        <span className={styles.held}>
          ‖ held at {timeText(secondsOf(held.endNs))}; {timeText(Math.max(0, secondsOf(reach.endNs - endOf(last))))}{' '}
          collected since
        </span>
      )}
      {reach.dropped > 0 ? (
        <b className={styles.dropped}>▼ {countOf(reach.dropped, 'operation')} not recorded</b>
      ) : (
        <span>none dropped</span>
      )}
    </p>
  );
}

/** How far the newest slice lies behind the session's time while a loop runs; a program may wait. A model's clock goes its own way. */
function Lag() {
  const { reach, nowNs, slices } = useStore((state) => currentView(state).throughput);
  const running = useStore((state) => currentSession(state)?.running?.startsWith('burst'));
  if (!running || !reach || nowNs === undefined) return null;
  const isModelled = slices.some(({ modelled }) => modelled);
  const title = isModelled
    ? 'Its time is modelled: it takes as long as the model says, not as long as this machine needs'
    : "From the end of the newest slice to the session's time";
  return <span title={title}>{lagText(nowNs - reach.endNs, isModelled)}</span>;
}
