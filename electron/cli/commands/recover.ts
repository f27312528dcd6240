import { findInstallation } from '../../serve/installation.ts';
import { type Recovery, recoverRecording } from '../../workbench/recover/recover-recording.ts';
import { type CliCommand, EXIT } from '../command.ts';

export const recover: CliCommand = {
  name: 'recover',
  summary: 'write what can be read of a damaged recording to a new file, and say what is lost',
  example: 'zpciwb recover damaged.mcap -o recovered.mcap',
  declare: (command) =>
    command
      .argument('<recording>', 'recording file; it stays as it is')
      .requiredOption('-o, --output <file>', 'new file'),
  run: async (io, { args: [source = ''], options }) => {
    const recovery = await recoverRecording(source, options.output, findInstallation().version);
    io.document(recovery);
    for (const line of recoveryLines(recovery)) io.line(line);
    return recovery.missing === 0 && recovery.endKnown && recovery.damage.length === 0 ? EXIT.fine : EXIT.found;
  },
};

function recoveryLines({ path, requests, missing, gaps, endKnown, damage }: Recovery): string[] {
  return [
    `${path}: ${requests} requests, written and verified.`,
    missing === 0 ? 'No request is missing between them.' : `${missing} requests are lost:`,
    ...gaps.map(({ first, last }) => (first === last ? `  request ${first}` : `  requests ${first} to ${last}`)),
    ...(endKnown ? [] : ['How many requests followed the last one is not known: the file has no readable end.']),
    ...damage.map(({ offset, reason }) => `  byte ${offset}: ${reason}`),
  ];
}
