import { type CliCommand, EXIT } from '../command.ts';
import { inspectionDocument, inspectionLines } from '../inspection.ts';
import { withSession } from '../on-target.ts';

export const inspect: CliCommand = {
  name: 'inspect',
  summary: 'capability trees, regions, interrupts, IOMMU',
  example: 'zpciwb inspect sim:ism',
  declare: (command) =>
    command
      .argument('<target>', 'target address, such as sim:ism or capture:FILE')
      .option('--config', 'read configuration space too'),
  run: (io, { args: [address = ''], options }) =>
    withSession(address, async (session) => {
      if (options.config) await session.inspect(true);
      const { snapshot } = session.describe();
      io.document(inspectionDocument(snapshot));
      for (const line of inspectionLines(snapshot)) io.line(line);
      return EXIT.fine;
    }),
};
