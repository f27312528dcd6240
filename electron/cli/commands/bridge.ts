import { pathToFileURL } from 'node:url';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { findInstallation } from '../../serve/installation.ts';
import { type CliCommand, EXIT } from '../command.ts';

export const bridge: CliCommand = {
  name: 'bridge',
  summary: 'become the bridge program: frames on stdin and stdout',
  example: 'zpciwb bridge --stdio',
  declare: (command) => command.requiredOption('--stdio', 'the only carrier there is'),
  run: async () => {
    const [, program = ''] = findInstallation().bridgeCommand;
    // The bridge program reads its own command line and ends the process itself.
    process.argv = [process.argv[0]!, program, '--stdio'];
    await import(pathToFileURL(program).href).catch((cause) => Promise.reject(incomplete(program, cause)));
    return EXIT.fine;
  },
};

const incomplete = (program: string, cause: unknown) =>
  new WorkbenchError(
    {
      code: 'broken-installation',
      message: `The bridge program ${program} cannot be loaded.`,
      next: 'Run npm run build.',
    },
    { cause },
  );
