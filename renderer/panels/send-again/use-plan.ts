import { useEffect, useState } from 'react';
import type { RowSelection, Session } from '../../../electron/contract/app-contract.ts';
import type { ReplayPlan } from '../../../electron/contract/replay/messages.ts';
import { currentView } from '../../store/selectors.ts';
import type { SendAgainForm } from '../../store/send-again-form.ts';
import { useActions, useStore } from '../../store/use-store.ts';

export interface Planned {
  readonly selection: RowSelection;
  readonly plan: ReplayPlan;
}

/**
 * What sending again would do, asked for once a target is chosen (a long recording is read through for it) and anew whenever other rows or
 * another target are meant. Undefined while it is being asked for.
 */
export function usePlan(
  recording: Session,
  { rows, to: address }: SendAgainForm,
  to: string | undefined,
): Planned | undefined {
  const [planned, setPlanned] = useState<Planned>();
  const span = useStore((state) => currentView(state).player.span);
  const chosen = useStore((state) => currentView(state).chosen);
  const { chosenRows, rowsOfSpan, planReplay } = useActions();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen rows are read from the store when they change
  useEffect(() => {
    let isLate = false;
    setPlanned(undefined);
    if (!address) return undefined;
    const ask = async () => {
      const selection = rows === 'all' ? {} : rows === 'chosen' ? chosenRows() : span && (await rowsOfSpan(span));
      const plan = selection && (await planReplay(recording.id, selection, to));
      if (plan && !isLate) setPlanned({ selection, plan });
    };
    void ask();
    return () => {
      isLate = true;
    };
  }, [recording.id, rows, address, to, rows === 'span' && span, rows === 'chosen' && chosen]);
  return planned;
}
