import styles from './composer.module.css';
import { changed, type Draft } from './draft.ts';
import { parseText, programText } from './json-text.ts';
import { changeDraft } from './use-draft.ts';

/** The program as JSON. What is typed counts as soon as it is a program; until then it is kept and the error says where. */
export function JsonView({ draft }: { readonly draft: Draft }) {
  const text = draft.json ?? programText(draft.program);
  const parsed = draft.json === undefined ? undefined : parseText(draft.json);
  const problem = parsed && 'problem' in parsed ? parsed : undefined;
  const type = (typed: string) =>
    changeDraft((now) => {
      const next = parseText(typed);
      return 'program' in next ? { ...changed(now, next.program), json: typed } : { ...now, json: typed };
    });
  return (
    <div className={styles.json}>
      <textarea
        aria-label="Program as JSON"
        aria-invalid={problem !== undefined}
        spellCheck={false}
        value={text}
        onChange={(event) => type(event.target.value)}
      />
      {problem && (
        <p className={styles.jsonProblem} role="alert">
          {problem.line !== undefined && <b>{`Line ${problem.line}: `}</b>}
          {problem.problem}
        </p>
      )}
    </div>
  );
}
