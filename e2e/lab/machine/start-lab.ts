import { existsSync, readFileSync, watch } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FUNCTIONS, type LabFunction } from '../guest/functions.ts';
import { type BootFiles, bootFiles } from '../guest/initrd.ts';
import { guestTree, hostTree } from '../software/trees.ts';
import { Lab } from './lab.ts';
import { type Qemu, startQemu } from './qemu.ts';
import { sshPort } from './qmp.ts';
import { RunFolder } from './run-folder.ts';

const BOOT_TIMEOUT_MS = 120_000;

export interface LabOptions {
  readonly functions?: readonly LabFunction[];
  /** Kernel image instead of the one of Debian's packages. */
  readonly kernel?: string;
}

export interface StartedLab extends Lab {
  /** Ends the machine and removes everything that belongs to the run. */
  stop(): Promise<void>;
}

/** Boots the guest: resolves when its ssh server takes connections and its functions are bound. */
export async function startLab({ functions = FUNCTIONS, kernel }: LabOptions = {}): Promise<StartedLab> {
  const [guest, host] = await Promise.all([guestTree(), hostTree()]);
  const boot: BootFiles = { ...(await bootFiles(guest, host)), ...(kernel ? { kernel } : {}) };
  const folder = await RunFolder.create(functions);
  const qemu = startQemu(folder, host, boot, functions);
  const stop = async () => {
    qemu.kill();
    await qemu.ended;
    await rm(folder.path, { recursive: true, force: true });
  };
  try {
    await ready(folder, qemu);
    folder.writeSshClient(await sshPort(folder.qmp));
    return Object.assign(new Lab(folder), { stop });
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

/** Waits for the file that the guest writes into the share when it is done. */
async function ready(folder: RunFolder, qemu: Qemu): Promise<void> {
  const file = join(folder.share, 'ready');
  const watcher = watch(folder.share);
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const failed = (how: string) => reject(new Error(`The guest did not boot: ${how}\n${lastWords(folder)}`));
      const look = () => existsSync(file) && resolve();
      watcher.on('change', look);
      look();
      void qemu.ended.then(failed);
      timer = setTimeout(failed, BOOT_TIMEOUT_MS, `not ready after ${BOOT_TIMEOUT_MS / 1000} s`);
    });
  } finally {
    watcher.close();
    clearTimeout(timer);
  }
}

const lastWords = (folder: RunFolder) => `${read(folder.log)}${read(folder.console).slice(-2000)}`;

const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
