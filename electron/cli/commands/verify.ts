import { type Verification, verifyRecording } from '../../workbench/player/verify.ts';
import { type CliCommand, EXIT } from '../command.ts';

export const verify: CliCommand = {
  name: 'verify',
  summary: 'read every byte of a recording: checksums, order, nothing missing, the index as the content',
  example: 'zpciwb verify session.mcap',
  declare: (command) => command.argument('<recording>', 'recording file'),
  run: async (io, { args: [path = ''] }) => {
    const found = await verifyRecording(path);
    io.document(found);
    for (const line of verificationLines(found)) io.line(line);
    return found.whole ? EXIT.fine : EXIT.damaged;
  },
};

function verificationLines(found: Verification): string[] {
  const { path, whole, requests, messages, chunks, missing, disordered, gaps, lostBefore, foreign, index } = found;
  return [
    `${path}: ${requests} requests, ${messages} messages in ${chunks} chunks`,
    ...(missing + disordered > 0 ? [`${missing} requests missing, ${disordered} messages out of order`] : []),
    ...gaps.map(({ first, last }) => `  missing: ${first} to ${last}`),
    ...(lostBefore > 0 ? [`It was recovered: ${lostBefore} requests were lost before it was written.`] : []),
    ...(foreign > 0 ? [`${foreign} messages are of a kind this workbench does not know.`] : []),
    ...(index === 'differs' ? ['The index at its end does not say what is in it.'] : []),
    whole ? 'Whole: every checksum and number is as written.' : (found.damage?.message ?? 'Not whole.'),
  ];
}
