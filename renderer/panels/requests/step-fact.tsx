import { useEffect, useState } from 'react';
import type { StepRow } from '../../../electron/contract/programs/run-results.ts';
import { groupedHex } from '../../../native-bridge/abi/hex.ts';
import { currentSession, currentView } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import styles from './requests.module.css';

/** The step of a program that the request was sent for, and its verdict; nothing for one that was sent by itself. */
export function StepFact({ seq }: { readonly seq: number }) {
  const { stepOfRequest } = useActions();
  const mayHave = useStore(
    (state) => currentSession(state)?.condition === 'recorded' || currentView(state).program !== undefined,
  );
  const session = useStore((state) => state.currentId);
  const [step, setStep] = useState<StepRow>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another session has other steps
  useEffect(() => {
    let wanted = true;
    setStep(undefined);
    if (mayHave) void stepOfRequest(seq).then((found) => wanted && setStep(found));
    return () => {
      wanted = false;
    };
  }, [seq, session, mayHave, stepOfRequest]);
  if (!step) return null;
  return (
    <section aria-label="Step of a program" data-testid="request-step">
      <p className={styles.verdict}>
        {step.failure ? `✕ Step ${step.path}: ${step.failure}` : `Step ${step.path}: as expected`}
      </p>
      <p className={styles.source}>{placeText(step)}</p>
    </section>
  );
}

/** `store the block · row 3 · iteration 1 · offset=0xff8` */
function placeText({ name, row, iteration, values = {} }: StepRow): string {
  const variables = Object.entries(values).map(([variable, value]) => `${variable}=${groupedHex(value)}`);
  const place = [row === undefined ? '' : `row ${row + 1}`, iteration ? `iteration ${iteration + 1}` : ''];
  return [name, ...place, variables.join(' ')].filter(Boolean).join(' · ');
}
