import type { RequestRow } from '../../../electron/contract/app-contract.ts';
import { errnoName } from '../../../native-bridge/abi/errno.ts';
import { ruleSets } from '../../../native-bridge/rules/index.ts';
import type { Rule } from '../../../native-bridge/rules/types.ts';
import styles from './requests.module.css';

type AnyRule = Omit<Rule<never>, 'broken'>;

const rules = new Map<string, AnyRule>(ruleSets.flatMap((set) => set.rules.map((rule) => [rule.id, rule] as const)));

/** What the pre-check foresaw beside what the kernel answered, and the rules behind it in words. */
export function RuleList({ row }: { readonly row: RequestRow }) {
  const broken = row.broken.map((id) => rules.get(id) ?? { id, sentence: 'Unknown rule.', errno: 'EIO', source: '' });
  return (
    <section aria-label="Prediction and answer">
      <p className={styles.verdict}>{verdict(broken[0]?.errno, row)}</p>
      <ul className={styles.rules}>
        {broken.map(({ id, sentence, errno, source }) => (
          <li key={id}>
            <code>{id}</code> {sentence} <code>{errno}</code>
            {source && <span className={styles.source}>{source}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function verdict(predicted: string | undefined, { status, errno }: RequestRow): string {
  if (status === 'refused') return 'Not sent: the kernel never saw it.';
  const answered = errno ? errnoName(errno) : status;
  const foreseen = predicted ?? 'ok';
  return foreseen === answered
    ? `Foreseen ${foreseen}, answered ${answered}: as the rules say.`
    : `Foreseen ${foreseen}, answered ${answered}: the rules and the kernel differ.`;
}
