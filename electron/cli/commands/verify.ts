import { verifyRecording } from '../../workbench/player/verify.ts';
import { type CliCommand, EXIT } from '../command.ts';

export const verify: CliCommand = {
  name: 'verify',
  summary: 'read every byte of a recording: checksums, order, nothing missing',
  example: 'zpciwb verify session.mcap',
  declare: (command) => command.argument('<recording>', 'recording file'),
  run: async (io, { args: [path = ''] }) => {
    const { damage, ...found } = await verifyRecording(path);
    io.document({ ...found, damage });
    const { whole, requests, messages, chunks, missing, disordered } = found;
    io.line(`${path}: ${requests} requests, ${messages} messages in ${chunks} chunks`);
    if (missing + disordered > 0) io.line(`${missing} requests missing, ${disordered} messages out of order`);
    io.line(whole ? 'Whole: every checksum and number is as written.' : (damage?.message ?? 'Not whole.'));
    return whole ? EXIT.fine : EXIT.damaged;
  },
};
