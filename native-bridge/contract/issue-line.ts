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

/** Of a union's alternatives the one that got furthest: its issue is the one a writer can act on. */
function innermost(issue: Issue): { path: PropertyKey[]; message: string } {
  if (issue.code !== 'invalid_union') return issue;
  const nested = issue.errors
    .map((issues) => issues[0])
    .filter((first) => first !== undefined)
    .map(innermost);
  const deepest = nested.reduce<{ path: PropertyKey[]; message: string } | undefined>(
    (best, candidate) => (!best || candidate.path.length > best.path.length ? candidate : best),
    undefined,
  );
  if (!deepest || deepest.path.length === 0) return { path: issue.path, message: deepest?.message ?? issue.message };
  return { path: [...issue.path, ...deepest.path], message: deepest.message };
}
