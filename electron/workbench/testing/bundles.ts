import { mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { shippedAssets } from '../assets.ts';

const ROOT = dirname(shippedAssets());

/** CommonJS packages inside an ES module bundle ask for `require`. */
const REQUIRE = `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`;

/** Packages that find files beside themselves at run time. */
const WITH_FILES = ['@foxglove/wasm-zstd', 'open'];

/** An installation in a folder of its own, built from the sources as they are: `dist/bridge/bridge.mjs`, `dist/cli/zpciwb.mjs`. */
export async function temporaryInstallation(programs: readonly ('bridge' | 'cli')[]): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'zpci-installation-'));
  const links = ['node_modules', 'package.json', 'assets'];
  await Promise.all(links.map((name) => symlink(join(ROOT, name), join(root, name))));
  const entries = {
    bridge: ['native-bridge/bridge.ts'],
    cli: ['electron/cli/zpciwb.ts', 'electron/workbench/compare/compare-worker.ts'],
  };
  await Promise.all(programs.map((name) => bundle(entries[name], join(root, 'dist', name))));
  return root;
}

/** Argv of the bridge program in such a folder. */
export const bridgeCommandOf = (root: string) => [process.execPath, join(root, 'dist/bridge/bridge.mjs'), '--stdio'];

const bundle = (entries: readonly string[], outdir: string) =>
  build({
    absWorkingDir: ROOT,
    entryPoints: [...entries],
    outdir,
    entryNames: '[name]',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    external: WITH_FILES,
    banner: { js: REQUIRE },
    logLevel: 'error',
  });
