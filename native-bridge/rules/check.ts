import type { BrokenRule, Facts, RuleSet, Verdict } from './types.ts';

/** Every rule of the set that the subject breaks, in kernel order, with the mends that do keep it. Pure; never throws. */
export function check<Subject>(set: RuleSet<Subject>, subject: Subject, facts: Facts): Verdict {
  const broken: BrokenRule[] = [];
  for (const { broken: test, id, sentence, errno, source } of set.rules) {
    const breach = test(subject, facts);
    if (!breach) continue;
    const mends = breach.mends?.filter(({ set: change }) => !test({ ...subject, ...change }, facts));
    broken.push({ rule: id, sentence, errno, source, ...breach, mends });
  }
  return { broken, errno: broken[0]?.errno };
}

/** Joins verdicts of consecutive check sequences (driver first, then the instruction). */
export function joinVerdicts(...verdicts: Verdict[]): Verdict {
  const broken = verdicts.flatMap((verdict) => verdict.broken);
  return { broken, errno: broken[0]?.errno };
}
