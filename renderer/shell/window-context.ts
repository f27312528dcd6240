import { createContext, useContext } from 'react';
import type { Dock } from './dock.ts';

/** The dock, for panels that send the reader to another panel. */
export const WindowContext = createContext<Dock | undefined>(undefined);

export function useDock(): Dock {
  const dock = useContext(WindowContext);
  if (!dock) throw new TypeError('A component that uses the dock lies outside WindowContext.');
  return dock;
}
