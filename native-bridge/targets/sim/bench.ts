import { encodeIsmCommand } from '../../abi/ism/commands.ts';
import { ism } from './functions/ism.ts';
import { SimMachine } from './machine.ts';
import { SimKernel } from './process/kernel.ts';
import { openSimulatedDevice } from './testing/open-device.ts';
import { ISM_VFIO_PCI, VFIO_PCI } from './vfio/driver.ts';

/** How many calls the simulator takes in a second, and in a second of processor time (on a busy machine the one to look at): `npm run bench`. */

const SECONDS = 1;
const BATCH = 500;

function measure(title: string, once: () => unknown): void {
  repeat(SECONDS / 4, once);
  const before = process.cpuUsage();
  const count = repeat(SECONDS, once);
  const { user, system } = process.cpuUsage(before);
  const rate = (seconds: number) =>
    Math.round(count / seconds)
      .toLocaleString('en')
      .padStart(9);
  console.log(`${title.padEnd(32)} ${rate(SECONDS)} calls/s ${rate((user + system) / 1e6)} per CPU second`);
}

function repeat(seconds: number, once: () => unknown): number {
  const end = performance.now() + seconds * 1000;
  let count = 0;
  for (; performance.now() < end; count += BATCH) for (let i = 0; i < BATCH; i++) once();
  return count;
}

function device(driver: typeof VFIO_PCI) {
  const machine = new SimMachine();
  machine.function(ism).driver = driver;
  return openSimulatedDevice(new SimKernel(machine.host), machine.function(ism).identity);
}

const blocks = device(ISM_VFIO_PCI);
for (const length of [8, 64, 1024, 4096]) {
  const data = new Uint8Array(length);
  measure(`pwrite ${length} B, one store block`, () => blocks.kernel.pwrite(blocks.fd, 0n, data));
}
const command = encodeIsmCommand('READ_GID');
measure('ISM command READ_GID', () => blocks.kernel.pwrite(blocks.fd, 2n << 48n, command));
measure('pread 8 B, one load', () => blocks.kernel.pread(blocks.fd, 2n << 48n, 8));
const pieces = device(VFIO_PCI);
for (const length of [8, 4096]) {
  const data = new Uint8Array(length);
  measure(`pwrite ${length} B, pieces of 8`, () => pieces.kernel.pwrite(pieces.fd, 0n, data));
}
