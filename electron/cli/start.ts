import { EXIT_STATUS, errorInfo, errorLine } from '../../native-bridge/contract/errors.ts';
import { findInstallation } from '../serve/installation.ts';
import { electronProgram, hasDisplay, whyNotElectron } from './start/electron-app.ts';
import { startInBrowser } from './start/in-browser.ts';
import { startInElectron } from './start/in-electron.ts';
import { readStartOptions } from './start/options.ts';

/** `npm start`: the workbench in Electron where that is possible, otherwise in a browser on this machine. */
async function start(): Promise<void> {
  const { address, port, inBrowser, quiet } = readStartOptions(process.argv.slice(2));
  const { root } = findInstallation();
  const surroundings = { root, env: process.env, platform: process.platform };
  const reason = inBrowser ? 'The workbench is served to a browser, as asked.' : whyNotElectron(surroundings);
  if (!reason) return startInElectron(electronProgram(surroundings), root, address);
  console.error(reason);
  await startInBrowser({ port, open: address }, hasDisplay(surroundings) && !quiet);
}

start().catch((thrown: unknown) => {
  const info = errorInfo(thrown);
  console.error(errorLine(info));
  process.exitCode = EXIT_STATUS[info.code] ?? 3;
});
