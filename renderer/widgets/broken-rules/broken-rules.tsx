import { OctagonX } from 'lucide-react';
import type { BrokenRule } from '../../../native-bridge/rules/types.ts';
import { Action } from '../action/action.tsx';
import { bothBases } from '../number-field/number-text.ts';
import styles from './broken-rules.module.css';

export type Mend = Readonly<Record<string, bigint | number>>;

interface BrokenRulesProps {
  readonly broken: readonly BrokenRule[];
  /** Applies the smallest legal change; absent = mends are only shown. */
  readonly onMend?: (mend: Mend) => void;
}

/** `Set length = 0x8 · 8`. */
const mendText = (mend: Mend) =>
  `Set ${Object.entries(mend)
    .map(([field, value]) => `${field} = ${bothBases(value)}`)
    .join(', ')}`;

/** Several rules often ask for the same change: it is offered once. */
const offersSame = (broken: readonly BrokenRule[], index: number) =>
  broken.slice(0, index).some(({ mend }) => mend && mendText(mend) === mendText(broken[index]!.mend!));

/** Broken rules in the kernel's order: the first one gives the errno. */
export function BrokenRules({ broken, onMend }: BrokenRulesProps) {
  if (broken.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Broken rules">
      {broken.map(({ rule, sentence, field, detail, errno, source, mend }, index) => (
        <li key={rule} className={styles.rule} title={source}>
          <OctagonX aria-hidden />
          <p>
            <b>{errno}</b> <code>{rule}</code> {sentence} <span className={styles.detail}>{`${field}: ${detail}`}</span>
            {index === 0 && broken.length > 1 && <span className={styles.first}> answers first</span>}
          </p>
          {mend && onMend && !offersSame(broken, index) && (
            <Action onClick={() => onMend(mend)} title="The smallest legal change">
              {mendText(mend)}
            </Action>
          )}
        </li>
      ))}
    </ul>
  );
}
