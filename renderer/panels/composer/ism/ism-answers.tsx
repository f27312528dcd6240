import { useMemo } from 'react';
import type { RequestRow, Session } from '../../../../electron/contract/app-contract.ts';
import type { TreeNode } from '../../../../native-bridge/abi/types.ts';
import { type RowCache, rowAt } from '../../../store/rows.ts';
import { currentView } from '../../../store/selectors.ts';
import { useActions, useStore } from '../../../store/use-store.ts';
import { Action } from '../../../widgets/action/action.tsx';
import { type IsmAnswer, ismAnswers } from './answers.ts';
import styles from './ism.module.css';

/** Newest rows that are looked at, and answers that are shown. */
const LOOKED_AT = 200;
const SHOWN = 4;

function newestRows(cache: RowCache): readonly RequestRow[] {
  const from = Math.max(0, cache.matched - LOOKED_AT);
  const rows = Array.from({ length: cache.matched - from }, (_, index) => rowAt(cache, from + index));
  return rows.filter((row) => row !== undefined);
}

function Field({ node }: { readonly node: TreeNode }) {
  const { value } = node;
  const other = typeof value === 'bigint' || typeof value === 'number' ? value.toString() : undefined;
  return (
    <tr title={[node.doc, `${node.length} bytes at ${node.offset}`].filter(Boolean).join(' ')}>
      <th scope="row">{node.name}</th>
      <td>{node.text}</td>
      <td>{other === node.text ? '' : other}</td>
    </tr>
  );
}

function Answer({ answer, isNewest }: { readonly answer: IsmAnswer; readonly isNewest: boolean }) {
  const { select } = useActions();
  const { name, on, seq, verdict, failed, fields } = answer;
  const leaves = fields.flatMap((node) => (node.children?.length ? node.children : [node]));
  return (
    <details className={styles.answer} open={isNewest} data-testid="ism-answer" data-failed={failed || undefined}>
      <summary>
        <b>{name}</b> {on && `of ${on} `}
        <span className={styles.verdict}>{verdict}</span>
        <Action look="plain" onClick={() => select({ kind: 'request', seq })}>
          Show
        </Action>
      </summary>
      <table>
        <tbody>
          {leaves.map((node) => (
            <Field key={node.id} node={node} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** The last ISM commands of the session with their answers in named fields, as far as they were loaded. */
export function IsmAnswers({ session }: { readonly session?: Session }) {
  const cache = useStore((state) => currentView(state).rows);
  const answers = useMemo(() => (session ? ismAnswers(newestRows(cache)).slice(0, SHOWN) : []), [session, cache]);
  if (answers.length === 0) return null;
  return (
    <section className={styles.answers} aria-label="ISM answers">
      <h3>ISM answers, newest first</h3>
      {answers.map((answer, index) => (
        <Answer key={answer.seq} answer={answer} isNewest={index === 0} />
      ))}
    </section>
  );
}
