import { useDeferredValue, useMemo } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import type { Program } from '../../../electron/contract/program.ts';
import { checkProgram, isFinding, type StepCheck } from '../../../electron/contract/programs/check.ts';
import { useStore } from '../../store/use-store.ts';

/** Functions of the program that are open here; undefined when one is not, because then its steps cannot be checked. */
function functionsOf(program: Program, session: Session | undefined, sessions: readonly Session[]) {
  const named = Object.entries(program.functions ?? {}).map(
    ([name, address]) => [name, sessions.find((one) => one.address === address)] as const,
  );
  const all = [['', session] as const, ...named];
  return all.every(([, one]) => one) ? new Map(all.map(([name, one]) => [name, one!])) : undefined;
}

function checks(program: Program, functions: ReadonlyMap<string, Session> | undefined): readonly StepCheck[] {
  try {
    return functions ? checkProgram(program, functions).steps : [];
  } catch {
    return [];
  }
}

/** What each step would meet when the program runs from here, by its place (`steps[2].steps[0]`). Follows typing with a delay. */
export function useChecks(program: Program, session: Session | undefined): ReadonlyMap<string, StepCheck> {
  const sessions = useStore((state) => state.sessions);
  const settled = useDeferredValue(program);
  return useMemo(() => {
    const found = checks(settled, functionsOf(settled, session, sessions));
    return new Map(found.map((check) => [check.path, check]));
  }, [settled, session, sessions]);
}

export { isFinding };
