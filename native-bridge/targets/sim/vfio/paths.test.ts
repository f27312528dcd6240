import { describe, expect, it } from 'vitest';
import { ERRNO } from '../../../abi/errno.ts';
import { encode } from '../../../abi/layout.ts';
import { zpciIoRequest } from '../../../abi/structures/zpci-io.ts';
import { ism } from '../functions/ism.ts';
import { nic } from '../functions/nic.ts';
import { SimMachine } from '../machine.ts';
import { Seam } from '../testing/ism-seam.ts';
import { ISM_VFIO_PCI, VFIO_PCI, VFIO_PCI_4, ZPCI_IO, ZPCI_IO_FIXED } from './driver.ts';

const bytes = (length: number, from = 1) => Uint8Array.from({ length }, (_, i) => (from + i) & 0xff);
const on = (model: typeof ism, driver: typeof VFIO_PCI) => {
  const machine = new SimMachine();
  return { seam: new Seam(machine, model, driver), fn: machine.function(model) };
};

describe('ism_vfio_pci', () => {
  it('makes exactly one store block of a write, whatever its length', () => {
    const { seam, fn } = on(ism, ISM_VFIO_PCI);
    seam.write(0, 0n, bytes(4096));
    seam.write(0, 3n, bytes(11));
    expect(fn.fmb).toMatchObject({ storeBlocks: 2, stores: 0 });
  });

  it.each([
    ['longer than maxstbl', 0, 0n, 4097, ERRNO.EINVAL],
    ['over a 4 KiB boundary', 0, 0xff8n, 16, ERRNO.EINVAL],
    ['behind the end of a BAR', 2, 0x1000n, 8, ERRNO.EINVAL],
    ['to a BAR that is not implemented', 1, 0n, 8, ERRNO.EINVAL],
    ['to a token nobody has', 0, 9n << 32n, 16, ERRNO.EIO],
  ])('refuses a store %s', (_, bar, offset, length, errno) => {
    expect(on(ism, ISM_VFIO_PCI).seam.write(bar, offset, bytes(length)).errno).toBe(errno);
  });

  it('answers ENXIO to lengths a strict group does not take', () => {
    const { seam } = on(nic, ISM_VFIO_PCI);
    expect([1, 8, 11].map((length) => seam.write(0, 0n, bytes(length)).errno)).toEqual(Array(3).fill(ERRNO.ENXIO));
    expect([16, 64, 128].map((length) => seam.write(0, 0n, bytes(length)).rc)).toEqual([16, 64, 128]);
    expect(seam.write(0, 0n, bytes(136)).errno).toBe(ERRNO.EINVAL);
  });

  it('shows a failing load', () => {
    expect(on(ism, ISM_VFIO_PCI).seam.read(0, 0n, 8).errno).toBe(ERRNO.EIO);
  });

  it('offers no ROM and no region behind config', () => {
    const { seam } = on(ism, ISM_VFIO_PCI);
    expect([6, 8, 9].map((region) => seam.read(region, 0n, 4).errno)).toEqual(Array(3).fill(ERRNO.EINVAL));
  });
});

describe('plain vfio-pci', () => {
  it('lets stores to an ISM function vanish without a word', () => {
    const { seam, fn } = on(ism, VFIO_PCI);
    expect(seam.write(0, 0n, bytes(4096)).rc).toBe(4096);
    expect(fn.fmb).toMatchObject({ storeBlocks: 0, stores: 0 });
  });

  it('gives 0xff for a load that fails and the bytes for one that works', () => {
    const { seam } = on(ism, VFIO_PCI);
    expect(seam.read(0, 0n, 8).out).toEqual(new Uint8Array(8).fill(0xff));
    expect(seam.read(2, 0n, 8).out).toEqual(new Uint8Array(8));
  });

  it('cuts 4 KiB into 512 stores of 8 bytes, or 1024 of 4 on older kernels', () => {
    const wide = on(nic, VFIO_PCI);
    const narrow = on(nic, VFIO_PCI_4);
    wide.seam.write(0, 0x4000n, bytes(4096));
    narrow.seam.write(0, 0x4000n, bytes(4096));
    expect([wide.fn.fmb.stores, narrow.fn.fmb.stores]).toEqual([512, 1024]);
    expect(wide.seam.read(0, 0x4000n, 4096).out).toEqual(bytes(4096));
  });

  it('hides the MSI-X table: reads are 0xff, writes are dropped, what lies around it is reached', () => {
    const { seam } = on(nic, VFIO_PCI);
    expect(seam.write(0, 0x1ff8n, bytes(16)).rc).toBe(16);
    const expected = [...bytes(8), ...new Uint8Array(8).fill(0xff)];
    expect([...(seam.read(0, 0x1ff8n, 16).out ?? [])]).toEqual(expected);
  });

  it('clamps at the end of the BAR and refuses to start there', () => {
    const { seam } = on(nic, VFIO_PCI);
    expect(seam.read(0, 0xf_fff8n, 16).rc).toBe(8);
    expect(seam.read(0, 0x10_0000n, 1).errno).toBe(ERRNO.EINVAL);
  });

  it('answers EIO with memory decoding off, except inside the MSI-X table', () => {
    const { seam } = on(nic, VFIO_PCI);
    seam.write(7, 4n, Uint8Array.of(0, 0));
    expect(seam.read(0, 0n, 8).errno).toBe(ERRNO.EIO);
    expect(seam.read(0, 0x2000n, 8).out).toEqual(new Uint8Array(8).fill(0xff));
    seam.write(7, 4n, Uint8Array.of(2, 0));
    expect(seam.read(0, 0n, 8).rc).toBe(8);
  });
});

describe('the zPCI I/O region', () => {
  const setup = (driver = ZPCI_IO) => {
    const { seam, fn } = on(ism, driver);
    const memory = seam.kernel.allocate(4096);
    const run = (values: object) =>
      seam.write(9, 16n, encode(zpciIoRequest, { flags: 2n, gaddr: memory.vaddr, pcias: 0, ...values }, 'be'));
    return { seam, fn, memory, run };
  };

  it('says the hardware maximum in its header and shows nothing else', () => {
    const { seam } = setup();
    expect(seam.read(9, 0n, 16).out).toEqual(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0x10, 0, 0, 0, 0, 0, 0, 0));
    expect(seam.read(9, 0n, 48).errno).toBe(ERRNO.EFAULT);
    expect(seam.read(9, 48n, 1).errno).toBe(ERRNO.EINVAL);
  });

  it('runs one store block from the memory the request names and answers the bytes of the request', () => {
    const { fn, run } = setup();
    expect(run({ len: 4096 }).rc).toBe(32);
    expect(fn.fmb.storeBlocks).toBe(1);
  });

  it('puts a load right-justified into a whole doubleword', () => {
    const { memory, run } = setup();
    memory.write(0, new Uint8Array(8).fill(0xee));
    expect(run({ flags: 1n, pcias: 15, len: 2 }).rc).toBe(32);
    expect(memory.read(0, 8)).toEqual(Uint8Array.of(0, 0, 0, 0, 0, 0, 0x14, 0x10));
  });

  it('runs the standing request again when one byte of it is written', () => {
    const { seam, fn, run } = setup();
    run({ len: 16 });
    expect(seam.write(9, 47n, Uint8Array.of(0)).rc).toBe(1);
    expect(fn.fmb.storeBlocks).toBe(2);
  });

  it.each([
    ['a store into a page that does not follow', { gaddr: 8n, len: 16 }],
    ['a load of 16 bytes', { flags: 3n, len: 16 }],
    ['no operation', { flags: 0n, len: 8 }],
    ['a token nobody has', { offset: 9n << 32n, len: 8 }],
  ])('answers EIO to %s', (_, values) => {
    expect(setup().run(values).errno).toBe(ERRNO.EIO);
  });

  it('takes both operations at once as posted, and not when fixed', () => {
    expect(setup(ZPCI_IO).run({ flags: 3n, pcias: 2, len: 8 }).rc).toBe(32);
    expect(setup(ZPCI_IO_FIXED).run({ flags: 3n, pcias: 2, len: 8 }).errno).toBe(ERRNO.EIO);
  });
});
