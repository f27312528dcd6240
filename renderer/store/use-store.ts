import { createContext, useContext } from 'react';
import { useStore as useZustand } from 'zustand';
import type { Actions, WorkbenchState, WorkbenchStore } from './workbench-store.ts';

/** The React side of the store. Select the smallest thing a component needs. */

export const WorkbenchContext = createContext<WorkbenchStore | undefined>(undefined);

export function useWorkbenchStore(): WorkbenchStore {
  const store = useContext(WorkbenchContext);
  if (!store) throw new TypeError('A component that uses the store lies outside WorkbenchContext.');
  return store;
}

export function useStore<T>(select: (state: WorkbenchState) => T): T {
  return useZustand(useWorkbenchStore(), select);
}

export const useActions = (): Actions => useStore((state) => state.actions);
