import { type CliCommand, EXIT } from '../command.ts';
import { port as tcpPort } from '../numbers.ts';

export const serve: CliCommand = {
  name: 'serve',
  summary: 'the workbench in a browser on this machine, without Electron',
  example: 'zpciwb serve --port 8080 --open sim:ism',
  declare: (command) =>
    command
      .option('--port <number>', 'port on loopback; any free one when not given', tcpPort, 0)
      .option('--folder <folder>', 'where recordings, captures and programs are kept')
      .option('--open <address>', 'target or recording to open at start'),
  run: async (io, { options: { port, folder, open } }) => {
    const { serve: start } = await import('../../serve/serve.ts');
    const serving = await start({ port, folder, open });
    io.document({ url: serving.url });
    io.line(`zPCI Workbench is at ${serving.url}`);
    io.line('Whoever has this address may drive it. Ctrl+C ends it.');
    await interrupted();
    await serving.close();
    return EXIT.fine;
  },
};

const interrupted = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
