import { currentView } from '../../store/selectors.ts';
import { useStore } from '../../store/use-store.ts';
import { bytesText, countOf, countText } from '../../text/quantities.ts';
import styles from './throughput.module.css';

/** What had been sent up to the cursor of a recording: requests, errors, bytes, and the ways they took. */
export function Counters() {
  const counts = useStore((state) => currentView(state).player.moment?.counts);
  if (!counts) return null;
  const { requests, errors, bytes, paths } = counts;
  return (
    <p className={styles.counters} data-testid="counters">
      <b>{countOf(requests, 'request')} up to the cursor</b>
      <i>{errors > 0 ? `✕ ${countOf(errors, 'error')}` : 'no errors'}</i>
      <i>{bytesText(Number(bytes))}</i>
      {paths.map(({ path, requests: taken }) => (
        <span key={path}>
          {path} {countText(taken)}
        </span>
      ))}
    </p>
  );
}
