import { encodeIsmCommand } from '../../abi/ism/commands.ts';
import { ISM_VFIO_PCI, VFIO_PCI } from './driver.ts';
import { ism } from './functions/ism.ts';
import { SimKernel } from './kernel.ts';
import { SimMachine } from './machine.ts';
import { openSimulatedDevice } from './testing/open-device.ts';

/** How many calls a second the simulator takes, by path and length: `node --experimental-strip-types bench.ts`. */

const SECONDS = 1;

function measure(title: string, once: () => unknown): void {
  let count = 0;
  const end = performance.now() + SECONDS * 1000;
  while (performance.now() < end) for (let i = 0; i < 500; i++, count++) once();
  console.log(`${title.padEnd(34)} ${Math.round(count / SECONDS).toLocaleString('en')} calls/s`);
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
