import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** `steps[3].offset: expected number`: the field to blame and what is wrong, in one line. */
export function issueLine(issue: Issue): string {
  const { path, message } = innermost(issue);
  const field = path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    '',
  );
  return `${field || 'program'}: ${message.replace(/^Invalid input: /, '').replaceAll('\n', ' ')}.`;
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
