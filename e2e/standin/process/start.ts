import inspector from 'node:inspector';
import Module from 'node:module';
import { createElectron } from '../electron.ts';
import { startChromium } from './chromium.ts';
import { readCommandLine } from './command-line.ts';
import { answerRequire } from './resolve.ts';

/** What the `electron` script runs: prepares Node.js as Electron's main process and loads the application into it. */
const argv = process.argv.slice(2);
const line = readCommandLine(argv);
process.execPath = process.env.ZPCIWB_STANDIN ?? process.execPath;
process.argv = [process.execPath, ...argv];
Object.assign(process.versions, { electron: '0.0.0-standin' });

const { app, electron, started } = createElectron(line);
answerRequire('electron', electron);
if (line.isInspected) inspector.open(0);

const load = Module as unknown as { _load(path: string, parent: null, isMain: boolean): unknown };
for (const preload of line.preloads) load._load(preload, null, false);
load._load(app.getAppPath(), null, true);
void startChromium(line).then(started);
