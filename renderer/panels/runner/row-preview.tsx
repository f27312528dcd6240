import { useMemo } from 'react';
import type { Program } from '../../../electron/contract/program.ts';
import type { RowSet } from '../../../electron/contract/programs/rows.ts';
import { optionsOf } from '../../store/run-form.ts';
import { useStore } from '../../store/use-store.ts';
import { countOf } from '../../text/quantities.ts';
import { bothBases } from '../../widgets/number-field/number-text.ts';
import { useDraft } from '../composer/use-draft.ts';
import { type NextRun, nextRun } from './next-run.ts';
import styles from './runner.module.css';

/** What the program of the composer would run with, or what keeps it from running. */
export function RowPreview() {
  const { effective, problem } = useDraft();
  return problem ? <Wrong text={problem.message} /> : <Preview program={effective} />;
}

const Wrong = ({ text }: { readonly text: string }) => (
  <p className={styles.wrong} role="status">
    {text}
  </p>
);

/** The rows a program would run with, before it runs: how many, and the first and last of them. */
function Preview({ program }: { readonly program: Program }) {
  const iterations = useStore((state) => optionsOf(state.runForm)?.iterations);
  const told = useMemo(() => nextRun(program, iterations), [program, iterations]);
  if ('wrong' in told) return <Wrong text={told.wrong} />;
  const { rows, shown, steps } = told;
  return (
    <div className={styles.preview} data-testid="row-preview">
      <p className={styles.rowsSum}>{sumText(program, rows, steps, iterations)}</p>
      {rows.names.length > 0 && <RowTable names={rows.names} shown={shown} />}
    </div>
  );
}

/** `single stores: 2,048 rows (length 4 × offset 512), 4,096 steps`. */
function sumText({ name }: Program, { count, names, axes }: RowSet, steps: number, iterations = 1): string {
  const made = axes && axes.length > 1 ? ` (${axes.map((axis) => `${axis.name} ${axis.count}`).join(' × ')})` : '';
  const rows = names.length > 0 ? [`${countOf(count, 'row')}${made}`] : [];
  const times = iterations > 1 ? [countOf(iterations, 'iteration')] : [];
  return `${name}: ${[...rows, ...times, countOf(steps, 'step')].join(', ')}`;
}

function RowTable({ names, shown }: { readonly names: readonly string[]; readonly shown: NextRun['shown'] }) {
  return (
    <table aria-label="Rows it would run with">
      <thead>
        <tr>
          <th scope="col">row</th>
          {names.map((name) => (
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
            {names.map((name) => (
              <td key={name}>{row.has(name) ? bothBases(row.get(name)!) : ''}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
