import { startServer } from '../../../electron/serve/server.ts';
import { Workbench } from '../../../electron/workbench/workbench.ts';

/** `host BRIDGE FOLDER WINDOW ASSETS`: the workbench as it is served to a browser, with the bridge program of the benchmark. Ends with stdin. */
const [bridge, folder, window, assets] = process.argv.slice(2) as [string, string, string, string];
const bridgeCommand = [process.execPath, bridge, '--stdio'];
const workbench = new Workbench({ folder, bridgeCommand, version: 'bench', host: 'serve', assets });
const server = await startServer({ root: window, port: 0, attach: (carrier) => workbench.attach(carrier) });
console.log(server.url);
process.stdin.resume().once('end', async () => {
  await server.close();
  await workbench.close();
});
