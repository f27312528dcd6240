import { useMemo } from 'react';
import type { Program } from '../../../electron/contract/program.ts';
import { previewRows, type RowSet, rowSet } from '../../../electron/contract/programs/rows.ts';
import { totalSteps } from '../../../electron/contract/programs/walk.ts';
import { errorInfo, errorLine } from '../../../native-bridge/contract/errors.ts';
import { optionsOf } from '../../store/run-form.ts';
import { useStore } from '../../store/use-store.ts';
import { countOf } from '../../text/quantities.ts';
import { bothBases } from '../../widgets/number-field/number-text.ts';
import styles from './runner.module.css';

/** Rows shown at either end. */
const ENDS = 5;

/** The rows a program would run with, before it runs: how many, and the first and last of them. */
export function RowPreview({ program }: { readonly program: Program }) {
  const iterations = useStore((state) => optionsOf(state.runForm)?.iterations);
  const told = useMemo(() => tell(program, iterations), [program, iterations]);
  if ('wrong' in told)
    return (
      <p className={styles.failure} role="alert">
        {told.wrong}
      </p>
    );
  const { rows, steps } = told;
  return (
    <div className={styles.totals} data-testid="row-preview">
      <p className={styles.rowsSum}>{sumText(program, rows, steps, iterations)}</p>
      {rows.names.length > 0 && <RowTable rows={rows} />}
    </div>
  );
}

function tell(program: Program, iterations: number | undefined) {
  try {
    const rows = rowSet(program);
    return { rows, steps: totalSteps(program, rows, iterations) };
  } catch (thrown) {
    return { wrong: errorLine(errorInfo(thrown)) };
  }
}

/** `single stores: 2,048 rows (length 4 × offset 512), 4,096 steps`. */
function sumText({ name }: Program, { count, names, axes }: RowSet, steps: number, iterations = 1): string {
  const made = axes && axes.length > 1 ? ` (${axes.map((axis) => `${axis.name} ${axis.count}`).join(' × ')})` : '';
  const rows = names.length > 0 ? [`${countOf(count, 'row')}${made}`] : [];
  const times = iterations > 1 ? [countOf(iterations, 'iteration')] : [];
  return `${name}: ${[...rows, ...times, countOf(steps, 'step')].join(', ')}`;
}

function RowTable({ rows }: { readonly rows: RowSet }) {
  const shown = previewRows(rows, 2 * ENDS);
  return (
    <table aria-label="Rows it would run with">
      <thead>
        <tr>
          <th scope="col">row</th>
          {rows.names.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map(({ index, row }, at) => (
          <tr key={index} data-behind-gap={at > 0 && index > shown[at - 1]!.index + 1 ? true : undefined}>
            <th scope="row">{(index + 1).toLocaleString('en')}</th>
            {rows.names.map((name) => (
              <td key={name}>{row.has(name) ? bothBases(row.get(name)!) : ''}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
