import { useMemo } from 'react';
import { isKnown } from '../../store/player/player.ts';
import { currentView } from '../../store/selectors.ts';
import { useStore } from '../../store/use-store.ts';
import { countOf, sessionTime } from '../../text/quantities.ts';
import type { ByteState } from '../../widgets/hex-view/hex-row.tsx';
import styles from './bytes.module.css';

/** In a recording: which bytes of configuration space changed last, and which nobody has read or written by then. */
export function useConfigStates(source: string): ((at: number) => ByteState | undefined) | undefined {
  const moment = useStore((state) => currentView(state).player.moment);
  return useMemo(() => {
    if (source !== 'config' || !moment || moment.config.known.length === 0) return undefined;
    return (at) => (moment.changed?.at.has(at) ? 'changed' : isKnown(moment.config, at) ? undefined : 'unknown');
  }, [source, moment]);
}

/** `4 bytes changed between 1.2 s and 1.5 s`, and what the dim ones are. */
export function ConfigChanges() {
  const moment = useStore((state) => currentView(state).player.moment);
  if (!moment || moment.config.known.length === 0) return null;
  const { at, span } = moment.changed ?? {};
  return (
    <p className={styles.changes} data-testid="config-changes">
      {at && span && (
        <span>
          <mark>{countOf(at.size, 'byte')}</mark> changed between {sessionTime(span.fromNs)} s and{' '}
          {sessionTime(span.toNs)} s.{' '}
        </span>
      )}
      ·· was neither read nor written by then.
    </p>
  );
}
