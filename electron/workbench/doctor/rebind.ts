import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { functionName } from '../../../native-bridge/contract/function-name.ts';
import type { BridgeClient } from '../bridge-client/bridge-client.ts';
import type { Ways } from '../hosts/bridges.ts';

/** Binds a function for as long as it is used; gives the driver it had, the one it has now and why. Throws what the bridge answers, and `bad-address`. */
export async function bindTarget(ways: Ways, address: string) {
  const { bridge, name } = await functionOf(ways, address);
  return bridge.call('function.bind', { function: name });
}

/** Gives a function back that a workbench bound; gives the driver it has then. Throws what the bridge answers, and `bad-address`. */
export async function restoreTarget(ways: Ways, address: string) {
  const { bridge, name } = await functionOf(ways, address);
  return bridge.call('function.restore', { function: name });
}

async function functionOf(ways: Ways, given: string): Promise<{ bridge: BridgeClient; name: string }> {
  const { bridge, address } = await ways.for(given);
  const name = functionName(address);
  if (name !== undefined) return { bridge, name };
  throw new WorkbenchError({
    code: 'bad-address',
    message: `${given} is no function of a machine: it has no driver.`,
    next: 'Name one, such as vfio:0007:00:00.0 or ssh://user@host/0007:00:00.0.',
  });
}
