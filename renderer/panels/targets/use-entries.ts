import { useMemo } from 'react';
import { useStore } from '../../store/use-store.ts';
import { type Entry, entriesOf } from './entries.ts';

const NONE: readonly never[] = [];

/** The lines of the list as of now. */
export function useEntries(): readonly Entry[] {
  const targets = useStore((state) => state.targets ?? NONE);
  const files = useStore((state) => state.files);
  const recent = useStore((state) => state.recent);
  const hosts = useStore((state) => state.hosts);
  const sessions = useStore((state) => state.sessions);
  return useMemo(
    () => entriesOf({ targets, files, recent, hosts }, new Set(sessions.map(({ address }) => address))),
    [targets, files, recent, hosts, sessions],
  );
}
