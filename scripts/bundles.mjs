/** What esbuild makes of the sources: one entry for each program, data only. */

/** CommonJS packages inside an ES module bundle ask for `require`. */
const REQUIRE = `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`;

/** `import.meta.url` does not exist in CommonJS; this is the same thing. */
const SELF = `const selfUrl = require('node:url').pathToFileURL(__filename).href;`;

/** Packages that find files beside themselves at run time (a wasm module, a script) stay where they are. */
const WITH_FILES = ['@foxglove/wasm-zstd', 'open'];

/** Comparisons run in a thread, whose program lies beside the bundle that starts it. */
const COMPARE_WORKER = { in: 'electron/workbench/compare/compare-worker.ts', out: 'compare-worker' };

/** @type {import('esbuild').BuildOptions} */
const program = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  logLevel: 'warning',
  outExtension: { '.js': '.mjs' },
  sourcemap: true,
};

/** @type {readonly (import('esbuild').BuildOptions & { outdir: string })[]} */
export const bundles = [
  {
    // Carried alone to a lab host, where nothing but an older Node.js may be: one file, nothing outside it.
    ...program,
    entryPoints: ['native-bridge/bridge.ts'],
    outdir: 'dist/bridge',
    target: 'node18',
    // Half as much to send and to read on a slow host; names stay, for stacks that tell.
    minifyWhitespace: true,
    minifySyntax: true,
    banner: { js: REQUIRE },
  },
  {
    // Split, so that a command loads only what it uses.
    ...program,
    entryPoints: [
      { in: 'electron/cli/zpciwb.ts', out: 'zpciwb' },
      { in: 'electron/cli/start.ts', out: 'start' },
      COMPARE_WORKER,
    ],
    outdir: 'dist/cli',
    splitting: true,
    chunkNames: 'part-[hash]',
    external: WITH_FILES,
    banner: { js: REQUIRE },
  },
  {
    ...program,
    entryPoints: [{ in: 'native-bridge/targets/sim/conformance/main.ts', out: 'conformance' }],
    outdir: 'dist/cli',
    banner: { js: REQUIRE },
  },
  {
    ...program,
    entryPoints: [{ in: 'electron/shell/main.ts', out: 'main' }, COMPARE_WORKER],
    outdir: 'dist/shell',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    external: [...WITH_FILES, 'electron'],
    banner: { js: SELF },
    define: { 'import.meta.url': 'selfUrl' },
  },
  {
    // A sandboxed preload is one CommonJS file that may ask for `electron` only.
    ...program,
    entryPoints: ['electron/shell/preload.ts'],
    outdir: 'dist/shell',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    external: ['electron'],
  },
];
