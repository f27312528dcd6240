/** `npm run build`: the programs, the window and the addon, all into dist/. */
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import { bundles } from './bundles.mjs';
import { timed } from './say.mjs';
import { root } from './setup/root.mjs';

const ADDON_BUILD = 'native-bridge/addon/build.mjs';

async function programs() {
  for (const { outdir } of bundles) rmSync(outdir, { recursive: true, force: true });
  await Promise.all(bundles.map((bundle) => esbuild({ ...bundle, absWorkingDir: root })));
  chmodSync('dist/cli/zpciwb.mjs', 0o755);
}

const window = () => vite({ root: 'renderer', configFile: 'vite.config.ts', logLevel: 'warn' });

/** Its own business what to do without a compiler: the simulator and captures work without it. */
async function addon() {
  if (existsSync(ADDON_BUILD)) await import(`../${ADDON_BUILD}`);
}

process.chdir(root);
await timed('Bundled the programs', programs);
await timed('Built the window', window);
await timed('Built the addon', addon);
