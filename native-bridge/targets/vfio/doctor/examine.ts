import type { Check } from '../../../contract/bridge-contract.ts';
import { errorInfo } from '../../../contract/errors.ts';
import { checkedName } from '../function-name.ts';
import type { LocalHost } from '../local-host.ts';
import { type DoctorCheck, failed, skipped } from './check.ts';
import { functionChecks, hostChecks } from './checks/index.ts';

/** A look that takes longer than this has met something that does not answer. */
const PATIENCE_MS = 10_000;

/**
 * Looks at this machine, and at one function when it is named, from the outside in: each check is told as soon as it is done. One whose
 * ground is missing is skipped. Throws `bad-address`.
 */
export async function examine(local: LocalHost, bdf: string | undefined, told: (check: Check) => void) {
  const list = bdf === undefined ? hostChecks : [...hostChecks, ...functionChecks];
  const name = bdf === undefined ? '' : checkedName(bdf);
  const missing = new Map<string, string>();
  const checks: Check[] = [];
  for (const one of list) {
    const gap = one.needs.find((id) => missing.has(id));
    const finding = gap ? skipped(`Cannot be told: see "${missing.get(gap)}".`) : await looked(one, local, name);
    if (gap || finding.status === 'failed') missing.set(one.id, gap ? missing.get(gap)! : one.title);
    const done = { id: one.id, title: one.title, ...finding };
    checks.push(done);
    told(done);
  }
  return checks;
}

async function looked(one: DoctorCheck, local: LocalHost, bdf: string) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  return Promise.race([one.look(local, bdf), late])
    .catch((thrown) => failed(`Looking failed: ${errorInfo(thrown).message}.`, 'Look at the kernel log: dmesg | tail'))
    .finally(() => clearTimeout(timer));
}
