import { describe, expect, it } from 'vitest';
import { ERRNO } from '../../../abi/errno.ts';
import { IOCTL } from '../../../abi/ioctl-numbers.ts';
import { ism } from '../functions/ism.ts';
import { nic } from '../functions/nic.ts';
import { SimMachine } from '../machine.ts';
import { Seam } from '../testing/ism-seam.ts';
import { ISM_VFIO_PCI, VFIO_PCI } from '../vfio/driver.ts';
import { type Fault, faultScriptSchema } from './faults.ts';

const DATA = new Uint8Array(16);
const faults = (...script: object[]): readonly Fault[] => faultScriptSchema.parse({ faults: script }).faults;
const ismWith = (...script: object[]) => new Seam(new SimMachine(), ism, ISM_VFIO_PCI, { faults: faults(...script) });

describe('a fault script', () => {
  it('fails the nth call of a kind, as often as it says, and no other', () => {
    const seam = ismWith({ call: 'pwrite', nth: 3, times: 2, errno: 'EIO' });
    const errnos = Array.from({ length: 5 }, () => seam.write(0, 0n, DATA).errno);
    expect(errnos).toEqual([0, 0, ERRNO.EIO, ERRNO.EIO, 0]);
  });

  it('counts one ioctl number alone', () => {
    const seam = ismWith({ call: 'ioctl', request: '0x3b71', nth: 2, errno: 'ENOMEM' });
    const page = seam.kernel.allocate(4096);
    expect(seam.map(page, 0x1_0000_0000n).errno).toBe(0);
    expect(seam.map(page, 0x1_0000_1000n).errno).toBe(ERRNO.ENOMEM);
  });

  it('does nothing of what a failed call asked for', () => {
    const machine = new SimMachine();
    const seam = new Seam(machine, ism, ISM_VFIO_PCI, { faults: faults({ call: 'pwrite', nth: 1, errno: 'EIO' }) });
    seam.write(0, 0n, DATA);
    expect(machine.function(ism).fmb.storeBlocks).toBe(0);
  });

  it('makes a call as slow as it says, in modelled time', () => {
    const seam = ismWith({ call: 'pread', nth: 1, slowMs: 500 });
    expect(seam.read(2, 0n, 8).durationNs).toBeGreaterThan(400_000_000n);
    expect(seam.read(2, 0n, 8).durationNs).toBeLessThan(1_000_000n);
  });

  it('holds a stuck call for ever while others go on', async () => {
    const seam = ismWith({ call: 'pwrite', nth: 1, stuck: true });
    const stuck = seam.kernel.pwrite(seam.fd, 0n, DATA);
    expect(await Promise.race([stuck, 'held'])).toBe('held');
    expect(seam.write(0, 0n, DATA).rc).toBe(16);
  });

  it('asks for the function back at once and every 10.24 s until it is closed', async () => {
    const seam = ismWith({ call: 'pread', nth: 1, unplug: true });
    const request = seam.arm(4);
    seam.read(2, 0n, 8);
    expect(seam.kernel.takeEvent(request)).toBe(1n);
    await seam.kernel.idle(seam.kernel.now() + 10_300_000_000n);
    expect(seam.kernel.takeEvent(request)).toBe(1n);
    expect(seam.read(2, 0n, 8).rc).toBe(8);
  });

  it('takes an unplugged function away once it is closed', () => {
    const machine = new SimMachine();
    const seam = new Seam(machine, ism, ISM_VFIO_PCI, { faults: faults({ call: 'pread', nth: 1, unplug: true }) });
    seam.read(2, 0n, 8);
    seam.kernel.close(seam.fd);
    seam.kernel.close(seam.group);
    expect(machine.host.function('0007:00:00.0')).toBeUndefined();
    expect((seam.kernel.open('/dev/vfio/7') as { errno: number }).errno).toBe(ERRNO.ENOENT);
    expect(machine.function(ism).state).toBe('enabled');
  });

  it('puts a function into error: loads read 0xff or fail, ERR fires, a reset repairs it', async () => {
    const script = faults({ call: 'pread', nth: 2, error: true });
    const seam = new Seam(new SimMachine(), nic, VFIO_PCI, { faults: script });
    const error = seam.arm(3);
    expect(seam.read(0, 0n, 4).out).toEqual(Uint8Array.of(0, 0x0e, 0, 0x10));
    expect(seam.read(0, 0n, 4).out).toEqual(new Uint8Array(4).fill(0xff));
    expect(seam.kernel.takeEvent(error)).toBe(1n);
    expect(seam.read(7, 0n, 4).errno).toBe(ERRNO.EIO);
    seam.device(IOCTL.VFIO_DEVICE_RESET);
    expect(seam.read(0, 0n, 4).out).toEqual(Uint8Array.of(0, 0x0e, 0, 0x10));
  });

  it.each([
    ['nothing that happens', { call: 'pread', nth: 1 }],
    ['an errno that does not exist', { call: 'pread', nth: 1, errno: 'EWHAT' }],
    ['a count below 1', { call: 'pread', nth: 0, errno: 'EIO' }],
    ['a field it does not know', { call: 'pread', nth: 1, errno: 'EIO', later: true }],
  ])('is refused with %s', (_, fault) => {
    expect(faultScriptSchema.safeParse({ faults: [fault] }).success).toBe(false);
  });
});

describe('modelled time', () => {
  const run = (seed: number) => {
    const seam = new Seam(new SimMachine(), ism, ISM_VFIO_PCI, { seed });
    return Array.from({ length: 200 }, () => seam.write(0, 0n, DATA).durationNs);
  };

  it('repeats with the same seed and differs with another', () => {
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  it('varies with every seed, also the one that cancels the salt', () => {
    expect(new Set(run(0x9e37_79b9)).size).toBeGreaterThan(10);
  });

  it('never goes back and adds up', () => {
    const seam = new Seam();
    const { startNs, durationNs } = seam.write(0, 0n, DATA);
    expect(seam.write(0, 0n, DATA).startNs).toBe(startNs + durationNs);
  });

  it('makes one store block of 4 KiB far cheaper than 512 pieces', () => {
    const block = new Seam().write(0, 0n, new Uint8Array(4096)).durationNs;
    const pieces = new Seam(new SimMachine(), nic, VFIO_PCI).write(0, 0x4000n, new Uint8Array(4096)).durationNs;
    expect(pieces / block).toBeGreaterThan(20n);
  });

  it('waits for the wall where it runs ahead of it', async () => {
    const script = faults({ call: 'pwrite', nth: 1, slowMs: 20 });
    const seam = new Seam(new SimMachine(), ism, ISM_VFIO_PCI, { clock: 'wall', faults: script });
    const before = performance.now();
    await seam.kernel.pwrite(seam.fd, 0n, DATA);
    expect(performance.now() - before).toBeGreaterThan(10);
  });
});
