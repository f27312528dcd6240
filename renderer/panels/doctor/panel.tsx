import { RotateCw, Stethoscope } from 'lucide-react';
import { tally } from '../../store/diagnosis.ts';
import type { Diagnosis } from '../../store/state.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { countOf } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { EmptyState } from '../../widgets/states/states.tsx';
import { CheckLine } from './check-line.tsx';
import styles from './doctor.module.css';
import { PatientChooser } from './patient-chooser.tsx';

/** What this machine, another one or a function lacks to be worked with, and what mends it. */
export default function DoctorPanel() {
  const diagnosis = useStore((state) => state.diagnosis);
  const { diagnose } = useActions();
  const address = diagnosis?.address ?? '';
  const running = diagnosis !== undefined && !diagnosis.finished;
  return (
    <PanelFrame
      id="doctor"
      label="Doctor"
      of={<PatientChooser value={address} onChoose={(chosen) => void diagnose(chosen)} />}
      tools={
        <Action
          look="plain"
          reason={running ? 'The checks are running.' : undefined}
          title="Look again"
          onClick={() => void diagnose(address)}
        >
          <RotateCw aria-hidden /> {diagnosis ? 'Run again' : 'Run'}
        </Action>
      }
    >
      {diagnosis ? <Checks diagnosis={diagnosis} /> : <NotAsked />}
    </PanelFrame>
  );
}

function NotAsked() {
  const { diagnose } = useActions();
  return (
    <EmptyState
      action={
        <Action look="primary" onClick={() => void diagnose('')}>
          <Stethoscope aria-hidden /> Check this machine
        </Action>
      }
    >
      Looks at what this machine, another one or a function lacks before it can be worked with, and says what mends it.
      Nothing is changed and no function is touched.
    </EmptyState>
  );
}

/** What the checks come to, and each as it comes in, from the outside in. */
function Checks({ diagnosis: { checks, finished } }: { readonly diagnosis: Diagnosis }) {
  return (
    <div className={styles.panel}>
      <p className={styles.summary} role="status">
        {finished ? summary(checks) : 'Looking …'}
      </p>
      <ol className={styles.checks} aria-label="Checks" aria-busy={!finished} data-finished={finished}>
        {checks.map((check, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: checks only ever join at the end
          <CheckLine key={at} check={check} />
        ))}
      </ol>
    </div>
  );
}

/** `2 failed, 1 warning.`; nothing in the way is said in so many words. */
function summary(checks: Diagnosis['checks']): string {
  const { failed, warning, skipped } = tally(checks);
  if (checks.length === 0) return 'No check could be made.';
  const parts = [
    failed > 0 && `${failed} failed`,
    warning > 0 && countOf(warning, 'warning'),
    skipped > 0 && `${skipped} skipped`,
  ].filter(Boolean);
  if (failed > 0) return `Not ready: ${parts.join(', ')}.`;
  return parts.length > 0 ? `Ready, with ${parts.join(', ')}.` : 'Ready: nothing is missing.';
}
