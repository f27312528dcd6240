import { CircleCheck, Clock3 } from 'lucide-react';
import type { StepCheck } from '../../../electron/contract/programs/check.ts';
import type { Plan } from '../../../native-bridge/contract/requests/kind.ts';
import { BrokenRules, type Mend } from '../../widgets/broken-rules/broken-rules.tsx';
import { PathNote } from '../../widgets/path-note/path-note.tsx';
import { Problem } from '../../widgets/states/states.tsx';
import styles from './composer.module.css';
import type { Intent } from './intent.ts';

/** How many rules are broken, and what the kernel would say. */
function Prediction({ plan }: { readonly plan: Plan }) {
  const { broken } = plan.verdict;
  if (broken.length === 0)
    return (
      <p className={styles.legal}>
        <CircleCheck aria-hidden /> Breaks no rule of this path.
      </p>
    );
  return (
    <p className={styles.predicted}>
      The kernel would answer <b>{plan.predicted}</b>:{' '}
      {broken.length === 1 ? 'one rule is' : `${broken.length} rules are`} broken. It can be sent all the same.
    </p>
  );
}

/** One clause on what a check found. */
const checkText = ({ predicted, refused, unknown }: StepCheck) =>
  refused ?? unknown ?? (predicted ? `the kernel would answer ${predicted}` : 'it breaks no rule');

/** The steps before it may change what holds: what was found for the run is told where it differs from now. */
function InProgram({ intent, check }: { readonly intent: Intent; readonly check: StepCheck }) {
  const isSame = !intent.problem && !intent.later && intent.plan?.predicted === check.predicted && !check.refused;
  if (isSame || (intent.problem && check.refused) || (intent.later && check.unknown)) return null;
  return <p className={styles.dim}>{`When all steps run from here: ${checkText(check)}.`}</p>;
}

interface VerdictViewProps {
  readonly intent: Intent;
  /** What the step would meet when the program runs. */
  readonly check?: StepCheck;
  readonly onMend: (mend: Mend) => void;
}

/** The pre-check as one types: what would come of it. */
export function VerdictView({ intent, check, onMend }: VerdictViewProps) {
  const { plan, problem, later, findings = [] } = intent;
  return (
    <div className={styles.verdict} aria-live="polite" data-testid="verdict">
      {problem && <Problem error={problem} />}
      {later && (
        <p className={styles.legal}>
          <Clock3 aria-hidden /> It {later}
        </p>
      )}
      {plan && <Prediction plan={plan} />}
      <BrokenRules findings={findings} onMend={onMend} />
      {check && <InProgram intent={intent} check={check} />}
      {plan && <PathNote path={plan.path} />}
    </div>
  );
}
