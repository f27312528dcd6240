import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/setup/root.mjs';
import { bundle, OUT } from './bundle.mjs';

/** The bare loop, compiled as optimised as the addon. */
export function compileLoop() {
  mkdirSync(OUT, { recursive: true });
  const loop = join(OUT, 'loop');
  const { status, stderr } = spawnSync('cc', ['-O2', '-Wall', '-o', loop, join(import.meta.dirname, 'loop.c')]);
  if (status !== 0) throw new Error(`The benchmark needs a C compiler: ${stderr}`);
  return loop;
}

/** The product's bridge program with one target, a file in the place of a device; and the session that drives it. */
export async function bundlePrograms() {
  await bundle(
    {
      bridge: join(root, 'native-bridge/bridge.ts'),
      session: join(import.meta.dirname, 'session-burst.ts'),
    },
    { targets: join(import.meta.dirname, 'memfd-targets.ts') },
  );
  return { bridge: join(OUT, 'bridge.mjs'), session: join(OUT, 'session.mjs') };
}
