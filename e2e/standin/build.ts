import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');
const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  outdir: 'dist/standin',
  logLevel: 'warning',
  keepNames: true,
};

/** Builds what e2e/standin/electron runs: the program itself, and the scripts it puts into pages. */
export async function buildStandin(): Promise<void> {
  const page = { ...common, platform: 'browser', format: 'iife' } as const;
  await Promise.all([
    build({
      ...common,
      entryPoints: ['e2e/standin/process/start.ts'],
      platform: 'node',
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
    }),
    build({ ...page, entryPoints: ['e2e/standin/page/main-world.ts'] }),
    build({ ...page, entryPoints: ['e2e/standin/drawing/sheet.css'] }),
    build({ ...page, entryPoints: ['e2e/standin/page/preload-world.ts'], globalName: 'standinPreload' }),
  ]);
}
