/** `npm run build`: the programs, the window and the addon, all into dist/. */
import { chmodSync, rmSync } from 'node:fs';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import { buildAddon } from '../native-bridge/addon/build.mjs';
import { bundles } from './bundles.mjs';
import { say, timed } from './say.mjs';
import { root } from './setup/root.mjs';

async function programs() {
  for (const { outdir } of bundles) rmSync(outdir, { recursive: true, force: true });
  await Promise.all(bundles.map((bundle) => esbuild({ ...bundle, absWorkingDir: root })));
  chmodSync('dist/cli/zpciwb.mjs', 0o755);
}

const window = () => vite({ root: 'renderer', configFile: 'vite.config.ts', logLevel: 'warn' });

/** Without a compiler the simulator and captures work all the same, so that is said and no failure. */
const addon = () => say(`  ${buildAddon().message}`);

process.chdir(root);
await timed('Bundled the programs', programs);
await timed('Built the window', window);
addon();
