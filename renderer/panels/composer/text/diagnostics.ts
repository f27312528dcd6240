import type { StepCheck } from '../../../../electron/contract/programs/check.ts';
import type { Finding } from './language.ts';
import { finderIn, type Range } from './places.ts';
import type { TextProblem } from './reading.ts';

/** What is marked in the text. */
export interface Diagnostic extends Range {
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** Marks of a text: what keeps it from being a program, where it breaks its schema, and what its steps would meet. */
export function diagnosticsOf(
  text: string,
  problem: TextProblem | undefined,
  findings: readonly Finding[],
  checks: readonly StepCheck[],
): readonly Diagnostic[] {
  const errors = problem ? [problem, ...findings.filter((one) => !overlaps(one, problem))] : [];
  return [
    ...errors.map(({ from, to, message }) => within(text, { severity: 'error' as const, message, from, to })),
    ...(problem ? [] : warnings(text, checks)),
  ];
}

const overlaps = (a: Range, b: Range) => a.from <= b.to && b.from <= a.to;

function warnings(text: string, checks: readonly StepCheck[]): readonly Diagnostic[] {
  const find = finderIn(text);
  return checks.flatMap((check): Diagnostic[] => {
    const mark = (field: string | undefined, message: string): Diagnostic[] => {
      const range = find(check.path, field);
      return range ? [within(text, { ...range, severity: 'warning', message })] : [];
    };
    if (check.refused) return mark(/^[\w.]+(?=:)/.exec(check.refused)?.[0], check.refused);
    if (check.expected) return [];
    return check.broken.flatMap(({ rule, field, errno, sentence, detail }) =>
      mark(field, `${rule}, ${errno}: ${sentence} ${detail}`),
    );
  });
}

/** A mark is at least one character long and ends with the text. */
function within<Mark extends Range>(text: string, mark: Mark): Mark {
  const from = Math.min(mark.from, Math.max(0, text.length - 1));
  return { ...mark, from, to: Math.min(Math.max(mark.to, from + 1), text.length) };
}
