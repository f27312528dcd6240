import type { TargetSummary } from '../../../native-bridge/contract/bridge-contract.ts';
import type { Bridges } from '../../workbench/hosts/bridges.ts';
import { functionsOf, machineOf } from '../../workbench/hosts/host-list.ts';
import { type CliCommand, EXIT } from '../command.ts';
import { withBridges } from '../on-target.ts';
import { table } from '../table.ts';

export const targets: CliCommand = {
  name: 'targets',
  summary: 'what can be opened here or on another machine, with identity and driver',
  example: 'zpciwb targets',
  declare: (command) => command.argument('[machine]', 'ssh://user@host of another machine'),
  run: async (io, { args: [machine] }) => {
    const found = await withBridges((bridges) => listed(bridges, machine));
    io.document({ targets: found });
    const rows = found.map((target) => [target.address, target.title, target.driver ?? '-', stateOf(target)]);
    io.line(table([['address', 'title', 'driver', 'state'], ...rows]));
    return EXIT.fine;
  },
};

const stateOf = ({ ready, reason = '', remedy = '', boundByUs }: TargetSummary) =>
  [ready ? 'ready' : `not ready: ${reason} ${remedy}`.trimEnd(), boundByUs && 'bound by a workbench']
    .filter(Boolean)
    .join(', ');

async function listed(bridges: Bridges, address: string | undefined) {
  if (address === undefined) return (await (await bridges.local()).call('targets.list', {})).targets;
  const machine = machineOf(address);
  const bridge = await bridges.machine(machine);
  return functionsOf(machine, (await bridge.call('targets.list', {})).targets);
}
