import { useMemo, useState } from 'react';
import type { FunctionView, LaterBytes, Plan } from '../../../native-bridge/contract/requests/kind.ts';
import type { HexCursor } from '../../widgets/hex-view/cursor.ts';
import { type FieldRange, fieldRanges } from '../../widgets/hex-view/field-ranges.ts';
import type { ByteRange } from '../../widgets/hex-view/hex-row.tsx';
import { HexView } from '../../widgets/hex-view/hex-view.tsx';
import { groupedDecimal } from '../../widgets/number-field/number-text.ts';
import { callText } from './call-text.ts';
import styles from './dry-run.module.css';

const START: HexCursor = { at: 0, anchor: 0 };
const ROW = 8;
const MOST_ROWS = 5;

interface BytesProps {
  readonly label: string;
  readonly bytes: Uint8Array;
  readonly ranges?: readonly FieldRange[];
  readonly lit?: ByteRange;
  readonly later?: readonly LaterBytes[];
}

/** Bytes to look at; those that only sending knows are marked as unknown. */
function ShownBytes({ label, bytes, ranges, lit, later = [] }: BytesProps) {
  const [cursor, setCursor] = useState(START);
  const at = Math.min(cursor.at, Math.max(bytes.length - 1, 0));
  const isLater = (place: number) => later.some(({ first, length }) => place >= first && place < first + length);
  return (
    <div className={styles.hex} style={{ height: Math.min(MOST_ROWS, Math.ceil(bytes.length / ROW)) * 20 + 24 }}>
      <HexView
        label={label}
        bytes={bytes}
        ranges={ranges}
        lit={lit}
        stateOf={(place) => (isLater(place) ? 'unknown' : undefined)}
        cursor={{ ...cursor, at }}
        onCursor={setCursor}
        limit={bytes.length}
      />
    </div>
  );
}

interface FieldsProps {
  readonly ranges: readonly FieldRange[];
  readonly later: readonly LaterBytes[];
  readonly onLit: (range: ByteRange | undefined) => void;
}

/** The structure field by field; the bytes of the one pointed at are lit. */
function Fields({ ranges, later, onLit }: FieldsProps) {
  return (
    <table className={styles.fields} onMouseLeave={() => onLit(undefined)}>
      <tbody>
        {ranges.map((range) => {
          const open = later.find(({ first, length }) => range.offset >= first && range.offset < first + length);
          return (
            <tr key={range.id} onMouseEnter={() => onLit(range)}>
              <td>{range.offset}</td>
              <th scope="row">{range.name}</th>
              <td>{open ? `known later: ${open.why}` : range.text}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What the device sees of it: one operation, or as many as the kernel cuts it into. */
function operationsText({ operations, path }: Plan): string | undefined {
  const via = path && `through ${path}`;
  const made =
    operations === undefined
      ? undefined
      : `${groupedDecimal(operations)} device operation${operations === 1 ? '' : 's'}`;
  return [made, via].filter(Boolean).join(' ') || undefined;
}

interface DryRunProps {
  readonly plan: Plan;
  readonly view: FunctionView;
  /** Bytes of the payload that a rule finds fault with. */
  readonly faulty?: ByteRange;
}

/** The one system call, to the byte. */
export function DryRun({ plan, view, faulty }: DryRunProps) {
  const { title, facts, bytes, tree, later } = callText(plan, view);
  const ranges = useMemo(() => (tree ? fieldRanges(tree) : []), [tree]);
  const [lit, setLit] = useState<ByteRange>();
  const operations = operationsText(plan);
  const isPayload = tree === undefined;
  return (
    <section className={styles.dryRun} aria-label="Dry run">
      <h3>Exactly this will be sent</h3>
      <p className={styles.call}>{title}</p>
      <ul className={styles.facts}>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
        {operations && <li>{operations}</li>}
      </ul>
      {plan.stage && (
        <>
          <p className={styles.dim}>
            {`Put into the bridge's memory first, at 0x${plan.stage.vaddr.toString(16)}: ${plan.stage.data.length} bytes.`}
          </p>
          {plan.stage.data.length > 0 && (
            <ShownBytes label="Bytes of the payload" bytes={plan.stage.data} lit={faulty} />
          )}
        </>
      )}
      {bytes && bytes.length > 0 && (
        <ShownBytes
          label="Bytes of the system call"
          bytes={bytes}
          ranges={ranges}
          lit={lit ?? (isPayload ? faulty : undefined)}
          later={later}
        />
      )}
      {tree && <Fields ranges={ranges} later={later} onLit={setLit} />}
      {isPayload && later.map(({ why }) => <p key={why} className={styles.dim}>{`Known later: ${why}.`}</p>)}
    </section>
  );
}
