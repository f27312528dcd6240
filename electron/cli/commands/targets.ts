import { type CliCommand, EXIT } from '../command.ts';
import { withBridges } from '../on-target.ts';
import { table } from '../table.ts';

export const targets: CliCommand = {
  name: 'targets',
  summary: 'what can be opened, with identity and driver',
  example: 'zpciwb targets',
  run: async (io) => {
    const found = (await withBridges(async (bridges) => (await bridges.local()).call('targets.list', {}))).targets;
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
