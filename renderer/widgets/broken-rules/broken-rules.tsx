import { Info, OctagonX, TriangleAlert } from 'lucide-react';
import type { BrokenRule, Caution } from '../../../native-bridge/rules/types.ts';
import { Action } from '../action/action.tsx';
import { bothBases } from '../number-field/number-text.ts';
import styles from './broken-rules.module.css';

/** One change, in the fields of the form it is offered in. */
export interface Mend {
  readonly how: string;
  readonly set: Readonly<Record<string, bigint | number | boolean>>;
}

/** A broken rule or a caution, with its changes in the fields of the form. */
export type Finding = Omit<BrokenRule | Caution, 'mends'> & {
  readonly errno?: string;
  readonly severity?: Caution['severity'];
  readonly mends?: readonly Mend[];
};

interface BrokenRulesProps {
  readonly findings: readonly Finding[];
  /** Applies a change; absent = rules are only shown. */
  readonly onMend?: (mend: Mend) => void;
}

/** What each severity means, in words and in shape. */
const SEVERITIES = {
  refusal: { Icon: OctagonX, title: 'The kernel refuses it' },
  device: { Icon: TriangleAlert, title: 'What it does to the device' },
  advice: { Icon: Info, title: 'Worth knowing' },
} as const;

const severityOf = ({ errno, severity }: Finding) => (errno ? 'refusal' : (severity ?? 'advice'));

const valueText = (value: bigint | number | boolean) =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : bothBases(value);

/** `Align down: offset = 0x8 · 8`. */
const mendText = (mend: Mend) => `${mend.how}: ${changeText(mend)}`;

/** `offset = 0x8 · 8`. */
export const changeText = ({ set }: Mend) =>
  Object.entries(set)
    .map(([field, value]) => `${field} = ${valueText(value)}`)
    .join(', ');

/** Several rules often ask for the same change: it is offered once, with the first of them. */
function offeredHere(findings: readonly Finding[], index: number): readonly Mend[] {
  const before = new Set(findings.slice(0, index).flatMap(({ mends = [] }) => mends.map(changeText)));
  return (findings[index]?.mends ?? []).filter((one) => !before.has(changeText(one)));
}

/** Broken rules in the kernel's order, the first of which gives the errno, and cautions; each with its changes as buttons. */
export function BrokenRules({ findings, onMend }: BrokenRulesProps) {
  if (findings.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Broken rules">
      {findings.map((finding, index) => (
        <Line
          key={finding.rule}
          finding={finding}
          answersFirst={index === 0 && findings.filter(({ errno }) => errno).length > 1}
          mends={onMend ? offeredHere(findings, index) : []}
          onMend={onMend}
        />
      ))}
    </ul>
  );
}

interface LineProps {
  readonly finding: Finding;
  readonly answersFirst: boolean;
  readonly mends: readonly Mend[];
  readonly onMend: BrokenRulesProps['onMend'];
}

function Line({ finding, answersFirst, mends, onMend }: LineProps) {
  const { rule, sentence, field, detail, errno, source } = finding;
  const severity = severityOf(finding);
  const { Icon, title } = SEVERITIES[severity];
  return (
    <li className={styles.rule} data-severity={severity} data-rule={rule}>
      <Icon aria-label={title} />
      <p>
        {errno && <b>{errno}</b>} <code>{rule}</code> {sentence}
        {answersFirst && <span className={styles.dim}> Answers first.</span>}
        <span className={styles.detail}>{`${field}: ${detail}`}</span>
        <span className={styles.dim}>{source}</span>
      </p>
      {mends.length > 0 && (
        <div className={styles.mends}>
          {mends.map((mend, index) => (
            <Action
              key={changeText(mend)}
              onClick={() => onMend?.(mend)}
              title={index === 0 ? 'The smallest change that keeps this rule' : undefined}
            >
              {mendText(mend)}
            </Action>
          ))}
        </div>
      )}
    </li>
  );
}
