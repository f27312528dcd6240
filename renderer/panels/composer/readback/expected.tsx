import { bytesExpected, expectationOf } from '../../../../electron/contract/programs/expectation.ts';
import type { RequestStep } from '../../../../electron/contract/programs/resolve.ts';
import { errorInfo } from '../../../../native-bridge/contract/errors.ts';
import { ByteDiff } from '../../../widgets/byte-diff/byte-diff.tsx';
import type { LastResult } from '../result-view.tsx';
import styles from './readback.module.css';

function expected({ step, variables }: LastResult) {
  const { expect } = (step ?? {}) as Partial<RequestStep>;
  try {
    const now = expectationOf(expect, variables);
    return { at: now?.at ?? 0, pattern: now && bytesExpected(now, variables) };
  } catch (thrown) {
    return { problem: errorInfo(thrown).message };
  }
}

/** What the step expects of the answered bytes against what came. */
export function Expected({ last }: { readonly last: LastResult }) {
  const found = expected(last);
  if ('problem' in found)
    return <p className={styles.dim}>{`What is expected cannot be compared: it ${found.problem}`}</p>;
  const { at, pattern } = found;
  if (!pattern || last.row.status !== 'ok') return null;
  const came = (last.row.data ?? new Uint8Array()).subarray(at, at + pattern.bytes.length);
  return (
    <section className={styles.readback} aria-label="Expected bytes" data-testid="expected-bytes">
      <h3>What the step expects against what came{at > 0 ? `, from byte ${at}` : ''}</h3>
      <ByteDiff titles={['expected', 'answered']} left={pattern.bytes} right={came} mask={pattern.mask} />
    </section>
  );
}
