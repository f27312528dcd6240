import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackAlone } from './apt.ts';
import { kept } from './cache.ts';
import { hostProgram } from './host-program.ts';
import { ofThisMachine, tree } from './trees.ts';

/** Node.js as Debian ships it for 64-bit ARM. */
const NODE = { suite: 'trixie', architecture: 'arm64', packages: ['nodejs'] };

/** Runs programs of other processors on this one's kernel; of the package one of forty is kept. */
const EMULATOR = { suite: 'trixie', packages: ['qemu-user'] };
const PROGRAM = 'usr/bin/qemu-aarch64';

/** The command (argv) that starts Node.js for 64-bit ARM on this machine, its processor emulated. */
export async function arm64Node(): Promise<readonly string[]> {
  const [emulator, root] = [await emulatorFolder(), await tree('arm64', NODE)];
  return [join(emulator, 'qemu-aarch64'), '-L', root, ...hostProgram(root, 'node')];
}

async function emulatorFolder(): Promise<string> {
  const selection = await ofThisMachine(EMULATOR);
  return kept('emulator', selection, async (folder) => {
    const whole = join(folder, '.whole');
    await mkdir(whole);
    await unpackAlone(selection, join(whole, '.apt'), whole);
    await cp(join(whole, PROGRAM), join(folder, 'qemu-aarch64'));
    await rm(whole, { recursive: true });
  });
}
