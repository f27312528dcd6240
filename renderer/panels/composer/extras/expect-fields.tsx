import type { Expect } from '../../../../electron/contract/program.ts';
import { isFill } from '../../../../electron/contract/programs/payload.ts';
import { ERRNO } from '../../../../native-bridge/abi/errno.ts';
import { MAX_TRANSFER_BYTES } from '../../../../native-bridge/contract/limits.ts';
import { NumberField } from '../../../widgets/number-field/number-field.tsx';
import type { EditorContext } from '../field-editor.tsx';
import { withField } from '../fields.ts';
import { quantityOf, readNumber } from '../quantities.ts';
import { WholeNumber } from '../whole-number.tsx';
import styles from './extras.module.css';

interface ExpectFieldsProps {
  readonly expect: Expect;
  readonly onChange: (expect: Expect | undefined) => void;
  readonly context: EditorContext;
}

/** `ok`, `timeout`, or the name of an errno. */
const outcomeOf = ({ status, errno }: Expect) => errno ?? status ?? 'ok';

/** The expectation with another outcome; ok needs no word. */
function withOutcome({ status: _, errno: __, ...rest }: Expect, outcome: string): Expect {
  if (outcome === 'ok') return rest;
  return outcome === 'timeout' ? { ...rest, status: outcome } : { ...rest, errno: outcome };
}

const orNone = (expect: Expect) => (Object.keys(expect).length > 0 ? expect : undefined);

/** What must come out of the step; parts that only the text can say stay as they are. */
export function ExpectFields({ expect, onChange, context }: ExpectFieldsProps) {
  const set = (name: keyof Expect, value: unknown) => onChange(orNone(withField({ ...expect }, name, value) as Expect));
  const latency = quantityOf('maxLatencyNs');
  const { data } = expect;
  return (
    <>
      <label className={styles.row}>
        <span>outcome</span>
        <select
          aria-label="Expected outcome"
          value={outcomeOf(expect)}
          onChange={(event) => onChange(orNone(withOutcome(expect, event.target.value)))}
        >
          {['ok', 'timeout', ...Object.keys(ERRNO)].map((outcome) => (
            <option key={outcome}>{outcome}</option>
          ))}
        </select>
      </label>
      <label className={styles.wide}>
        <span>data</span>
        <input
          aria-label="Expected bytes"
          value={isFill(data) ? `${data.pattern}, ${data.length} bytes` : (data ?? '')}
          readOnly={isFill(data)}
          placeholder="hex, ? for any digit"
          spellCheck={false}
          onChange={(event) => set('data', event.target.value)}
        />
      </label>
      {data !== undefined && (
        <WholeNumber
          label="at"
          name="at"
          value={expect.at}
          most={MAX_TRANSFER_BYTES}
          placeholder="0"
          onValue={(at) => set('at', at)}
        />
      )}
      <NumberField
        label="at most"
        text={String(expect.maxLatencyNs ?? '')}
        placeholder="any latency, ns"
        onText={(text) => set('maxLatencyNs', text)}
        {...readNumber(String(expect.maxLatencyNs ?? ''), context.variables, latency.unit)}
        step={latency.step}
        page={latency.page}
      />
    </>
  );
}
