import type { BridgeClient } from '../../../electron/workbench/bridge-client/bridge-client.ts';
import type { Outcome } from '../../../native-bridge/contract/bridge-contract.ts';
import { type Request, requestSchema } from '../../../native-bridge/contract/requests/request.ts';
import type { FunctionName } from '../guest/functions.ts';
import type { Lab } from '../machine/lab.ts';
import { bridges } from './bridges.ts';
import { RemoteTarget } from './remote-target.ts';

/** A request as it stands in a program file. */
export type Step = { readonly kind: Request['kind'] } & Readonly<Record<string, unknown>>;

/** An open function and a way to send it requests as a program file has them. */
export interface OpenFunction {
  readonly bridge: BridgeClient;
  readonly target: RemoteTarget;
  send(step: Step): Promise<Outcome>;
}

/** Opens a function of the guest as the product does, through ssh, does `work`, and closes the function, whatever came of it. */
export async function withFunction<T>(
  lab: Lab,
  name: FunctionName,
  work: (open: OpenFunction) => Promise<T>,
  user: 'root' | 'lab' = 'root',
): Promise<T> {
  const { bridge, address } = await bridges.for(lab.address(name, user));
  const target = await RemoteTarget.open(bridge, address);
  try {
    return await work({ bridge, target, send: (step) => target.send(requestSchema.parse(step)) });
  } finally {
    await target.close().catch(() => {});
  }
}
