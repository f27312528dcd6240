import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * What a schema found wrong first, in one line: `steps[3].offset: expected number` names the field to blame; `whole` stands where
 * it is the whole value.
 */
export function issueLine({ issues }: z.ZodError, whole = 'program'): string {
  const { path, message } = innermost(issues[0]!);
  const field = path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    '',
  );
  return `${field || whole}: ${message.replace(/^Invalid input: /, '').replaceAll('\n', ' ')}`;
}

type Blame = Pick<Issue, 'code' | 'message' | 'path'>;

/** Of a union's alternatives the one that got furthest: its issue is the one a writer can act on. */
function innermost(issue: Issue): Blame {
  if (issue.code !== 'invalid_union') return issue;
  const alternatives = issue.errors.flatMap(([first]) => (first ? [innermost(first)] : []));
  const [furthest = issue] = alternatives.sort((a, b) => reach(b) - reach(a));
  return { ...furthest, path: furthest === issue ? issue.path : [...issue.path, ...furthest.path] };
}

/** How far an alternative got: deeper fields first, then a value of the right type over one of a wrong type. */
const reach = ({ path, code }: Blame) => 2 * path.length + (code === 'invalid_type' ? 0 : 1);
