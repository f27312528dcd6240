import { CircleCheck, Clock3 } from 'lucide-react';
import { useState } from 'react';
import type { Plan } from '../../../native-bridge/contract/requests/kind.ts';
import { BrokenRules, type Mend } from '../../widgets/broken-rules/broken-rules.tsx';
import type { HexCursor } from '../../widgets/hex-view/cursor.ts';
import { HexView } from '../../widgets/hex-view/hex-view.tsx';
import { groupedDecimal } from '../../widgets/number-field/number-text.ts';
import { PathNote } from '../../widgets/path-note/path-note.tsx';
import { Problem } from '../../widgets/states/states.tsx';
import { callText } from './call-text.ts';
import styles from './composer.module.css';
import type { Intent } from './intent.ts';
import { isMendable } from './mend.ts';

const START: HexCursor = { at: 0, anchor: 0 };

function ReadOnlyBytes({ label, bytes }: { readonly label: string; readonly bytes: Uint8Array }) {
  const [cursor, setCursor] = useState(START);
  const at = Math.min(cursor.at, Math.max(bytes.length - 1, 0));
  return (
    <div className={styles.hex} style={{ height: Math.min(5, Math.ceil(bytes.length / 8)) * 20 + 24 }}>
      <HexView label={label} bytes={bytes} cursor={{ ...cursor, at }} onCursor={setCursor} limit={bytes.length} />
    </div>
  );
}

/** What the device sees of it: one operation, or as many as the kernel cuts it into. */
function operationsText({ operations, path }: Plan): string {
  const via = path ? ` through ${path}` : '';
  if (operations === undefined) return via;
  return `${via}: ${groupedDecimal(operations)} device operation${operations === 1 ? '' : 's'}`;
}

/** The one system call, with its bytes. */
export function DryRun({ plan }: { readonly plan: Plan }) {
  const { title, bytes } = callText(plan.call);
  return (
    <section className={styles.dryRun} aria-label="Dry run">
      <h3>Exactly this will be sent</h3>
      <p className={styles.call}>
        {title}
        {operationsText(plan)}
      </p>
      {plan.stage && (
        <p className={styles.dim}>{`${plan.stage.data.length} bytes are put into the bridge's memory first.`}</p>
      )}
      {plan.take && <p className={styles.dim}>The bytes are taken from the buffer when it is sent.</p>}
      {bytes && bytes.length > 0 && !plan.take && <ReadOnlyBytes label="Bytes of the system call" bytes={bytes} />}
    </section>
  );
}

function Verdict({ plan, onMend }: { readonly plan: Plan; readonly onMend: (mend: Mend) => void }) {
  const { broken } = plan.verdict;
  if (broken.length > 0)
    return (
      <>
        <p className={styles.predicted}>
          The kernel would answer <b>{plan.predicted}</b>:{' '}
          {broken.length === 1 ? 'one rule is' : `${broken.length} rules are`} broken. It can be sent all the same.
        </p>
        <BrokenRules
          broken={broken.map((rule) => (rule.mend && isMendable(rule.mend) ? rule : { ...rule, mend: undefined }))}
          onMend={onMend}
        />
      </>
    );
  return (
    <p className={styles.legal}>
      <CircleCheck aria-hidden /> Breaks no rule of this path.
    </p>
  );
}

/** The pre-check as one types: what would come of it. */
export function VerdictView({ intent, onMend }: { readonly intent: Intent; readonly onMend: (mend: Mend) => void }) {
  const { plan, problem, later } = intent;
  return (
    <div className={styles.verdict} aria-live="polite">
      {problem && <Problem error={problem} />}
      {later && (
        <p className={styles.legal}>
          <Clock3 aria-hidden /> It {later}
        </p>
      )}
      {plan && <Verdict plan={plan} onMend={onMend} />}
      {plan && <PathNote path={plan.path} />}
    </div>
  );
}
