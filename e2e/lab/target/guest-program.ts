import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Lab } from '../machine/lab.ts';

const LAB = join(import.meta.dirname, '..');
const ADDON = join(LAB, '..', '..', 'native-bridge', 'addon', 'prebuilt', 'linux-s390x', 'zpci.node');

/** Puts a program of `guest-programs` and the addon into the share; gives the command that runs it in the guest. */
export async function guestProgram({ folder }: Lab, name: string): Promise<string> {
  const outfile = join(folder.share, `${name}.mjs`);
  await build({
    entryPoints: [join(LAB, 'guest-programs', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node18',
    format: 'esm',
    logLevel: 'warning',
  });
  cpSync(ADDON, join(folder.share, 'zpci.node'));
  return `node /share/${name}.mjs`;
}
