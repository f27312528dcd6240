import type { Check } from '../../../native-bridge/contract/bridge-contract.ts';
import { errorInfo } from '../../../native-bridge/contract/errors.ts';
import { functionName } from '../../../native-bridge/contract/function-name.ts';
import { isRemote } from '../../contract/remote-address.ts';
import type { BridgeClient } from '../bridge-client/bridge-client.ts';
import type { Way, Ways } from '../hosts/bridges.ts';
import { askedWell, failure, LOCAL_WAY, SSH_WAY, wayChecks } from './way-checks.ts';

/**
 * Looks at what keeps a target from being opened, from the outside in: the way to its machine, the machine, the function. `address` is
 * a target, `ssh://host`, or empty for this machine. Each check is told as it is done. Throws `bad-address`, `unknown-target`.
 */
export async function diagnose(ways: Ways, address: string, told: (check: Check) => void): Promise<Check[]> {
  const checks: Check[] = [];
  const tell = (check: Check) => {
    checks.push(check);
    told(check);
  };
  const steps = isRemote(address) ? SSH_WAY : LOCAL_WAY;
  try {
    const way = await ways.for(address);
    wayChecks(steps).forEach(tell);
    await examine(way, tell);
  } catch (thrown) {
    const error = askedWell(errorInfo(thrown));
    if (checks.length === 0) wayChecks(steps, error).forEach(tell);
    else tell({ id: 'answer', title: 'The answer of the bridge program', ...failure(error) });
  }
  return checks;
}

function examine({ bridge, address }: Way, tell: (check: Check) => void): Promise<void> {
  const name = functionName(address);
  return address === '' || name !== undefined ? askDoctor(bridge, name, tell) : tryOpening(bridge, address, tell);
}

/** Numbers of runs are this side's: a bridge may be asked by several at a time. */
let runs = 0;

async function askDoctor(bridge: BridgeClient, name: string | undefined, tell: (check: Check) => void): Promise<void> {
  const mine = ++runs;
  const stop = bridge.on('doctor.check', ({ run, check }) => run === mine && tell(check));
  try {
    await bridge.call('doctor.run', { run: mine, function: name });
  } finally {
    stop();
  }
}

/** A simulated function and a capture need nothing but themselves: opening them is the check, and harmless. */
async function tryOpening(bridge: BridgeClient, address: string, tell: (check: Check) => void): Promise<void> {
  const name = { id: 'target', title: 'The target' };
  try {
    const { target, snapshot } = await bridge.call('target.open', { address });
    await bridge.call('target.close', { target });
    const kind = snapshot.modelled ? 'simulated' : 'a capture, to look at';
    tell({ ...name, status: 'ok', message: `${snapshot.title} opens: ${kind}. It needs nothing of the machine.` });
  } catch (thrown) {
    tell({ ...name, ...failure(askedWell(errorInfo(thrown))) });
  }
}
