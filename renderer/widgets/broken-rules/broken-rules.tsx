import { OctagonX } from 'lucide-react';
import { groupedHex } from '../../../native-bridge/abi/hex.ts';
import type { BrokenRule } from '../../../native-bridge/rules/types.ts';
import { Action } from '../action/action.tsx';
import styles from './broken-rules.module.css';

export type Mend = Readonly<Record<string, bigint | number>>;

interface BrokenRulesProps {
  readonly broken: readonly BrokenRule[];
  /** Applies the smallest legal change; absent = mends are only shown. */
  readonly onMend?: (mend: Mend) => void;
}

/** `offset = 0x1000, length = 0x8`. */
const mendText = (mend: Mend) =>
  Object.entries(mend)
    .map(([field, value]) => `${field} = ${groupedHex(value)}`)
    .join(', ');

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
          {mend && onMend && (
            <Action onClick={() => onMend(mend)} title={`The smallest legal change: ${mendText(mend)}`}>
              {mendText(mend)}
            </Action>
          )}
        </li>
      ))}
    </ul>
  );
}
