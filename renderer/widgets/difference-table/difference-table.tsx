import type { Difference } from '../../../electron/contract/compare/messages.ts';
import styles from './difference-table.module.css';

export interface DifferenceTableProps {
  readonly label: string;
  readonly differences: readonly Difference[];
  /** What the two sides are. */
  readonly sides?: readonly [string, string];
  /** Whose fields they are, where nothing around the table says it. */
  readonly of?: string;
}

/** Fields that differ, with what each side has. */
export function DifferenceTable({
  label,
  differences,
  sides = ['left', 'right'],
  of = 'differs',
}: DifferenceTableProps) {
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{of}</th>
          {sides.map((side) => (
            <th key={side} scope="col">
              {side}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, left, right }) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            <td>{left || '–'}</td>
            <td>{right || '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
