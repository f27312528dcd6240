import type { TargetSummary } from '../contract/bridge-contract.ts';
import { WorkbenchError } from '../contract/errors.ts';
import { splitAddress } from './address.ts';
import { captureProvider } from './capture/provider.ts';
import { simProvider } from './sim/provider.ts';
import type { Target, TargetProvider } from './target.ts';
import { vfioProvider } from './vfio/provider.ts';

/** The one list of target kinds: adding one is a folder with a provider and a line here. */
export const providers: readonly TargetProvider[] = [simProvider, captureProvider, vfioProvider];

/** Opens the target at `address`, read-only. Throws `bad-address`, `unknown-target` and what the provider throws. */
export async function openTarget(address: string, among = providers): Promise<Target> {
  const { scheme, rest } = splitAddress(address);
  const provider = among.find((one) => one.scheme === scheme);
  if (provider) return provider.open(rest);
  throw new WorkbenchError({
    code: 'unknown-target',
    message: `There is no kind of target called "${scheme}".`,
    next: `Use one of: ${among.map((one) => `${one.scheme}:`).join(' ')}`,
    op: 'target.open',
  });
}

/** Everything that can be opened now, in the order of the list. Touches no device. */
export async function listTargets(among = providers): Promise<TargetSummary[]> {
  return (await Promise.all(among.map((provider) => provider.list()))).flat();
}
