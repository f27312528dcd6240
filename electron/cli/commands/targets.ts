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
    const rows = found.map(({ address, title, driver = '-', ready, reason = '', remedy = '' }) => [
      address,
      title,
      driver,
      ready ? 'ready' : `not ready: ${reason} ${remedy}`.trimEnd(),
    ]);
    io.line(table([['address', 'title', 'driver', 'state'], ...rows]));
    return EXIT.fine;
  },
};

async function listed(bridges: Bridges, address: string | undefined) {
  if (address === undefined) return (await (await bridges.local()).call('targets.list', {})).targets;
  const machine = machineOf(address);
  const bridge = await bridges.machine(machine);
  return functionsOf(machine, (await bridge.call('targets.list', {})).targets);
}
