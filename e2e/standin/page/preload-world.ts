import { strict } from '../strict/gap.ts';
import { DroppedFiles } from './dropped-files.ts';
import { ASK_PATHS, IpcRenderer, READY } from './ipc-renderer.ts';
import { WorldLink } from './world-link.ts';

const refuse = () => {
  throw new Error('The page exposes nothing to its preload.');
};
const link = new WorldLink('standin:to-preload', 'standin:to-main-world', refuse);

const ipcRenderer = new IpcRenderer();
const dropped = new DroppedFiles((count) => ipcRenderer[ASK_PATHS](count));
const electron = strict(
  {
    ipcRenderer: strict(ipcRenderer, () => 'ipcRenderer'),
    contextBridge: strict(
      { exposeInMainWorld: (name: string, api: unknown) => link.expose(name, api) },
      () => 'contextBridge',
    ),
    webUtils: strict({ getPathForFile: (file: File) => dropped.pathOf(file) }, () => 'webUtils'),
  },
  () => 'electron in a preload',
);

/** What `require('electron')` gives in a sandboxed preload. */
export type SandboxedModule = typeof electron;

type Preload = (require: (name: string) => unknown, module: { exports: object }, exports: object) => void;

/** Runs the preload with all that a sandboxed one may ask for. */
export function run(preload: Preload): void {
  const module = { exports: {} };
  const require = (name: string) => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  };
  preload(require, module, module.exports);
  ipcRenderer[READY]();
}
