import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import type { LabFunction } from '../guest/functions.ts';
import type { BootFiles } from '../guest/initrd.ts';
import { hostProgram } from '../software/host-program.ts';
import type { RunFolder } from './run-folder.ts';

/** MiB. The aperture of zPCI functions follows it: this gives 0x100000000 to 0x13fffffff, as in the captures. */
const MEMORY = 1024;

const deviceArguments = ({ name, uid, fid, device }: LabFunction) => [
  '-device',
  `zpci,id=z-${name},uid=${uid},fid=${fid},target=d-${name}`,
  '-device',
  device.replace(/^[^,]+/, (model) => `${model},id=d-${name}`),
];

const machineArguments = (folder: RunFolder, { kernel, initrd }: BootFiles, functions: readonly LabFunction[]) => [
  ...['-M', 's390-ccw-virtio', '-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', String(MEMORY)],
  ...['-nographic', '-nodefaults', '-no-reboot', '-kernel', kernel, '-initrd', initrd],
  ...['-append', 'console=ttyS0 quiet'],
  ...['-chardev', `file,id=c0,path=${folder.console}`, '-device', 'sclpconsole,chardev=c0'],
  ...['-qmp', `unix:${folder.qmp},server=on,wait=off`],
  // Port 0: the system gives a free one, whatever else runs.
  ...['-netdev', 'user,id=n0,hostfwd=tcp:127.0.0.1:0-:22'],
  ...['-device', 'virtio-net-ccw,netdev=n0,mac=52:54:00:00:00:01'],
  ...['-fsdev', `local,id=share,path=${folder.share},security_model=none`],
  ...['-device', 'virtio-9p-ccw,fsdev=share,mount_tag=share'],
  ...functions.flatMap(deviceArguments),
];

/** A started QEMU. `ended` resolves with how it ended. */
export interface Qemu {
  readonly ended: Promise<string>;
  kill(): void;
}

/** Starts the machine. It dies with this process, however that ends: the kernel sees to it. */
export function startQemu(
  folder: RunFolder,
  hostTree: string,
  boot: BootFiles,
  functions: readonly LabFunction[],
): Qemu {
  const qemu = [...hostProgram(hostTree, 'qemu-system-s390x'), '-L', join(hostTree, 'usr/share/qemu')];
  const log = openSync(folder.log, 'a');
  const args = ['--pdeathsig', 'KILL', ...qemu, ...machineArguments(folder, boot, functions)];
  const child = spawn('setpriv', args, { stdio: ['ignore', log, log] });
  const ended = new Promise<string>((resolve) => {
    child.on('error', ({ message }) => resolve(message));
    child.on('exit', (status, signal) => resolve(signal ? `ended by ${signal}` : `exited with status ${status}`));
  });
  return { ended, kill: () => void child.kill('SIGKILL') };
}
