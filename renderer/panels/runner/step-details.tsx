import { ArrowRight, X } from 'lucide-react';
import type { StepRow } from '../../../electron/contract/programs/run-results.ts';
import { groupedHex } from '../../../native-bridge/abi/hex.ts';
import { countText } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import styles from './runner.module.css';
import { answerText, latencyText } from './texts.ts';

interface StepDetailsProps {
  readonly step: StepRow;
  readonly onRequest: () => void;
  readonly onStep: () => void;
  readonly onClose: () => void;
}

/** All about one step of a run: where, what came, what was expected, and the way to its request and to the step itself. */
export function StepDetails({ step, onRequest, onStep, onClose }: StepDetailsProps) {
  const { path, kind, name, seq, values = {} } = step;
  return (
    <aside className={styles.details} aria-label={`Step ${step.at} of the run`} data-testid="run-step">
      <div className={styles.detailsHead}>
        <strong>
          {path} {kind}
        </strong>
        <Action look="plain" label="Close details" onClick={onClose}>
          <X />
        </Action>
      </div>
      {name && <p>{name}</p>}
      {step.failure && <p className={styles.failure}>✕ {step.failure}</p>}
      <dl className={styles.facts}>
        {factsOf(step).map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {Object.entries(values).map(([variable, value]) => (
          <div key={variable}>
            <dt>${variable}</dt>
            <dd>
              {groupedHex(value)} ({String(value)})
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles.ways}>
        <Action
          reason={seq === undefined ? 'Nothing was sent for this step.' : undefined}
          hint="Enter"
          onClick={onRequest}
        >
          Show the request <ArrowRight aria-hidden />
        </Action>
        <Action onClick={onStep}>
          Show the step in the composer <ArrowRight aria-hidden />
        </Action>
      </div>
    </aside>
  );
}

function factsOf(step: StepRow): readonly (readonly [string, string])[] {
  const { expected, got, row, iteration, seq } = step;
  const facts: (readonly [string, string | undefined])[] = [
    ['expected', expected],
    ['got', got],
    ['result', answerText(step)],
    ['latency', latencyText(step)],
    ['row', row === undefined ? 'the whole run' : countText(row + 1)],
    ['iteration', iteration === undefined ? undefined : countText(iteration + 1)],
    ['request', seq === undefined ? undefined : countText(seq)],
  ];
  return facts.flatMap(([term, value]) => (value ? [[term, value] as const] : []));
}
