import type { TreeNode } from '../../../native-bridge/abi/types.ts';
import { inspect } from '../../widgets/hex-view/inspect.ts';
import { bothBases } from '../../widgets/number-field/number-text.ts';
import styles from './bytes.module.css';

const hex = (value: number | bigint | undefined, digits: number) =>
  value === undefined ? '—' : `0x${value.toString(16).padStart(digits, '0')}`;

const digits = { u8: 2, u16: 4, u32: 8, u64: 16 };

/** The field under the cursor in words, and the bytes at the cursor as numbers in both orders, the s390x host's first. */
export function ByteInspector({ bytes, at, node }: { bytes: Uint8Array; at: number; node?: TreeNode }) {
  const readings = inspect(bytes, at);
  return (
    <div className={styles.inspector}>
      <p className={styles.field} aria-live="polite">
        {node ? (
          <>
            <b>{node.name}</b> {node.type} <span className={styles.value}>{node.text}</span>
            <span className={styles.dim}>
              {node.byteOrder === 'le' ? 'little-endian' : node.byteOrder === 'be' ? 'big-endian' : ''} {node.doc}
            </span>
          </>
        ) : (
          <span className={styles.dim}>offset {bothBases(at)}</span>
        )}
      </p>
      {(['be', 'le'] as const).map((order) => (
        <p key={order} className={styles.readings}>
          <span className={styles.order}>{order === 'be' ? 'big-endian' : 'little-endian'}</span>
          {readings.map(({ type, [order]: value }) => (
            <span key={type} title={value === undefined ? 'too few bytes are left' : bothBases(value)}>
              <i>{type}</i> {hex(value, digits[type])}
            </span>
          ))}
        </p>
      ))}
    </div>
  );
}
