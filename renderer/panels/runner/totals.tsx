import { useEffect, useState } from 'react';
import type { StepTotal } from '../../../electron/contract/programs/run-results.ts';
import { errnoName } from '../../../native-bridge/abi/errno.ts';
import { currentView } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { countText, durationText } from '../../text/quantities.ts';
import styles from './runner.module.css';
import { useAsking } from './use-asking.ts';

/** Each step of the program over all its rows: how often, how many failed, what came, how long it took. */
export function Totals() {
  const progress = useStore((state) => currentView(state).program);
  const { runTotals } = useActions();
  const [steps, setSteps] = useState<readonly StepTotal[]>([]);
  const { ask, round } = useAsking();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again with every news of the run
  useEffect(() => {
    ask(async () => {
      const told = await runTotals();
      if (told) setSteps(told);
    });
  }, [progress, round, runTotals, ask]);
  return (
    <div className={styles.totals}>
      <table aria-label="Steps of the program over all rows">
        <thead>
          <tr>
            {['place', 'op', 'name', 'taken', 'failed', 'answers', 'p50', 'p99', 'max'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.path} data-failed={step.failed > 0 || undefined}>
              <th scope="row">{step.path}</th>
              <td>{step.kind}</td>
              <td>{step.name}</td>
              <td>{countText(step.count)}</td>
              <td>{step.failed > 0 ? `✕ ${countText(step.failed)}` : '0'}</td>
              <td>{answersText(step)}</td>
              {[step.p50, step.p99, step.max].map((ns, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns have no other identity
                <td key={at}>{ns === undefined ? '' : durationText(Math.round(ns))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const answersText = ({ errnos }: StepTotal): string =>
  errnos.map(({ errno, count }) => `${errnoName(errno)} ${countText(count)}`).join(', ');
