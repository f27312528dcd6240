import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERRNO } from '../../../abi/errno.ts';
import { parseHex, toHex } from '../../../abi/hex.ts';
import { IOCTL } from '../../../abi/ioctl-numbers.ts';
import { decodeFields, encode } from '../../../abi/layout.ts';
import { vfioDeviceInfo } from '../../../abi/structures/device.ts';
import { fmbFormats } from '../../../abi/structures/fmb.ts';
import vectors from '../../../abi/testing/vectors.json' with { type: 'json' };
import { ism } from '../functions/ism.ts';
import { nic } from '../functions/nic.ts';
import { SimMachine } from '../machine.ts';
import { Seam } from '../testing/ism-seam.ts';
import { ISM_VFIO_PCI, VFIO_PCI } from './driver.ts';

const info = (seam: Seam, argsz: number) =>
  seam.device(IOCTL.VFIO_DEVICE_GET_INFO, encode({ ...vfioDeviceInfo, size: argsz }, { argsz }, 'be'));
const handleOf = (seam: Seam) => new DataView(info(seam, 208).out!.slice().buffer).getUint32(24 + 32);
const onNic = () => new Seam(new SimMachine(), nic, VFIO_PCI);

describe('an open device', () => {
  it('describes sim:ism with the bytes of a documented ISM function', () => {
    const vector = vectors.find(({ id }) => id === 'V05');
    expect(toHex(info(new Seam(), 208).out!)).toBe(toHex(parseHex(vector!.hex)!));
  });

  it('names the needed argsz and delivers no chain when there is too little room', () => {
    const { out } = info(new Seam(), 24);
    expect(decodeFields(vfioDeviceInfo, out!, 'be')).toMatchObject({ argsz: 208, flags: 0x83, cap_offset: 0 });
  });

  it('has a new handle after a reset', () => {
    const seam = new Seam();
    expect(handleOf(seam)).toBe(0xa1000042);
    expect(seam.device(IOCTL.VFIO_DEVICE_RESET).rc).toBe(0);
    expect(handleOf(seam)).toBe(0xa2000042);
  });

  it('ignores writes to what user space must not change and takes the rest', () => {
    const seam = onNic();
    for (const at of [0n, 0x34n, 0x9en]) {
      const before = seam.read(7, at, 2).out;
      expect(seam.write(7, at, Uint8Array.of(0xff, 0xff)).rc).toBe(2);
      expect(seam.read(7, at, 2).out).toEqual(before);
    }
    seam.write(7, 0x3cn, Uint8Array.of(0x2a));
    expect(seam.read(7, 0x3cn, 1).out).toEqual(Uint8Array.of(0x2a));
  });

  it('sizes a BAR the PCI way', () => {
    const seam = onNic();
    seam.write(7, 0x10n, new Uint8Array(8).fill(0xff));
    expect(seam.read(7, 0x10n, 8).out).toEqual(Uint8Array.of(0x0c, 0, 0xf0, 0xff, 0xff, 0xff, 0xff, 0xff));
  });

  it('raises the vector a function signals, and shows MSI-X as enabled meanwhile', async () => {
    const seam = onNic();
    const event = seam.arm(2, 5);
    seam.write(0, 0x1000n, Uint8Array.of(5, 0, 0, 0));
    expect(seam.kernel.takeEvent(event)).toBe(1n);
    expect(seam.read(7, 0x9en, 2).out).toEqual(Uint8Array.of(0x0f, 0x80));
  });

  it('refuses descriptors that are no eventfds: EBADF and EINVAL', () => {
    const seam = onNic();
    const arm = (fd: number) =>
      seam.device(IOCTL.VFIO_DEVICE_SET_IRQS, parseHex(`00000018 00000024 00000002 00000000 00000001 ${hex8(fd)}`))
        .errno;
    expect([arm(99), arm(seam.group)]).toEqual([ERRNO.EBADF, ERRNO.EINVAL]);
  });

  it('tells who watches an eventfd of an interrupt when it comes', async () => {
    const seam = onNic();
    const event = seam.arm(2, 0);
    const heard = new Promise((resolve) => seam.kernel.watchEvent(event, resolve));
    seam.write(0, 0x1000n, Uint8Array.of(0));
    expect(await heard).toBe(1n);
  });

  it('counts loads and store blocks in the measurement block, sampled every update interval', async () => {
    const seam = new Seam();
    const block = () => decodeFields(fmbFormats[3]!, seam.kernel.attributes('0007:00:00.0').fmb!, 'be');
    seam.write(0, 0n, new Uint8Array(1000));
    seam.read(2, 0n, 16);
    expect(block()).toMatchObject({ format: 3, samples: 0, store_block_operations: 0n });
    await seam.kernel.idle(seam.kernel.now() + 4_000_000_000n);
    expect(block()).toMatchObject({
      samples: 1,
      load_operations: 2n,
      store_block_operations: 1n,
      bytes_transmitted: 1000n,
    });
  });

  it('shares one device between two descriptors and lets go with the last', () => {
    const seam = new Seam();
    const name = new TextEncoder().encode('0007:00:00.0\0');
    const second = seam.kernel.ioctl(seam.group, IOCTL.VFIO_GROUP_GET_DEVICE_FD, name) as { rc: number };
    seam.kernel.close(seam.fd);
    const unset = () => seam.kernel.ioctl(seam.group, IOCTL.VFIO_GROUP_UNSET_CONTAINER) as { errno: number };
    expect(unset().errno).toBe(ERRNO.EBUSY);
    seam.kernel.close(second.rc);
    expect(unset().errno).toBe(0);
  });

  it('answers any ioctl with any bytes without an exception', () => {
    const requests = fc.integer({ min: 0x3b60, max: 0x3b90 });
    const args = fc.option(fc.oneof(fc.uint8Array({ maxLength: 64 }), fc.integer(), structured), { nil: undefined });
    const seam = new Seam(new SimMachine(), ism, ISM_VFIO_PCI);
    fc.assert(
      fc.property(fc.constantFrom(seam.fd, seam.group, seam.container, 99), requests, args, (fd, request, arg) => {
        const { rc, errno } = seam.kernel.ioctl(fd, request, arg) as { rc: number; errno: number };
        expect(rc >= 0 ? errno === 0 : errno > 0).toBe(true);
      }),
      { numRuns: Number(process.env.ZPCI_PROPERTY_RUNS ?? 300) },
    );
  });

  it('answers any read and write at any position without an exception', () => {
    const seam = onNic();
    const position = fc.oneof(
      fc.bigInt({ min: 0n, max: (1n << 63n) - 1n }),
      fc.tuple(fc.nat(10), fc.nat(0x1100)).map(([region, offset]) => (BigInt(region) << 40n) + BigInt(offset)),
    );
    fc.assert(
      fc.property(position, fc.uint8Array({ maxLength: 40 }), (at, data) => {
        const written = seam.kernel.pwrite(seam.fd, at, data) as { rc: number };
        const read = seam.kernel.pread(seam.fd, at, data.length) as { rc: number; out?: Uint8Array };
        expect(written.rc).toBeLessThanOrEqual(data.length);
        expect(read.rc < 0 || read.out?.length === read.rc).toBe(true);
      }),
      { numRuns: Number(process.env.ZPCI_PROPERTY_RUNS ?? 300) },
    );
  });
});

const hex8 = (value: number) => value.toString(16).padStart(8, '0');

/** Words as the structures have them: plausible sizes, flags and indexes. */
const structured = fc
  .array(fc.constantFrom(0, 1, 2, 3, 4, 8, 16, 20, 24, 32, 0x21, 0x24, 104, 208, 0xffff_ffff), {
    minLength: 2,
    maxLength: 16,
  })
  .map((words) =>
    Uint8Array.from(words.flatMap((word) => [word >>> 24, word >>> 16, word >>> 8, word].map((b) => b & 0xff))),
  );
