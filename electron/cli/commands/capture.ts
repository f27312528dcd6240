import { snapshotToCapture } from '../../../native-bridge/contract/capture-file.ts';
import { FileSink } from '../../workbench/recorder/file-sink.ts';
import { type CliCommand, EXIT } from '../command.ts';
import { withSession } from '../on-target.ts';

export const capture: CliCommand = {
  name: 'capture',
  summary: 'the raw bytes behind inspect, as a file that opens as a target',
  example: 'zpciwb capture sim:ism -o ism.json',
  declare: (command) =>
    command
      .argument('<target>', 'target address')
      .requiredOption('-o, --output <file>', 'file to write; never overwritten')
      .option('--config', 'read configuration space too'),
  run: (io, { args: [address = ''], options }) =>
    withSession(address, async (session) => {
      if (options.config) await session.inspect(true);
      const bytes = Buffer.from(snapshotToCapture(session.describe().snapshot));
      const sink = await FileSink.create(options.output);
      await sink.write(bytes).finally(() => sink.close());
      io.document({ path: options.output, bytes: bytes.length });
      io.line(`Captured ${address} to ${options.output}, ${bytes.length} bytes. Open it as capture:${options.output}`);
      return EXIT.fine;
    }),
};
