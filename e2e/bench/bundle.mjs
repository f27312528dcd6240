import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/setup/root.mjs';

const REQUIRE = `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`;

/** Where benchmarks lie: programs look for the addon from two folders below the root. */
export const OUT = join(root, 'dist', 'bench');

/**
 * Bundles programs of a benchmark, which use the product's sources, to `NAME.mjs` in `outdir`.
 * @param {Record<string, string>} entryPoints name -> source
 * @param {{ outdir?: string, targets?: string }} [options] `targets` stands in for the bridge program's list of targets
 */
export async function bundle(entryPoints, { outdir = OUT, targets } = {}) {
  /** @type {import('esbuild').Plugin} */
  const standIn = {
    name: 'targets',
    setup: ({ onResolve }) => {
      if (targets) onResolve({ filter: /\/targets\/index\.ts$/ }, () => ({ path: targets }));
    },
  };
  await build({
    entryPoints,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
    external: ['@foxglove/wasm-zstd'],
    banner: { js: REQUIRE },
    plugins: [standIn],
  });
}
