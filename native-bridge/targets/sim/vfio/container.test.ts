import { describe, expect, it } from 'vitest';
import { readU32, readU64 } from '../../../abi/bytes.ts';
import { ERRNO } from '../../../abi/errno.ts';
import { IOCTL } from '../../../abi/ioctl-numbers.ts';
import { SimMachine } from '../machine.ts';
import { SimKernel } from '../process/kernel.ts';
import { Seam } from '../testing/ism-seam.ts';
import { atOnce, fdArgument } from '../testing/open-device.ts';

const BASE = 0x1_0000_0000n;
const PAGE = 4096n;

function budgetOf(seam: Seam): number {
  const arg = new Uint8Array(104);
  arg[3] = 104;
  return readU32(seam.iommu(IOCTL.VFIO_IOMMU_GET_INFO, arg).out!, 64, 'be');
}

describe('a type1v2 container', () => {
  it('takes 65535 mappings, refuses the next with ENOSPC, and takes one again after an unmap', () => {
    const seam = new Seam();
    const page = seam.kernel.allocate(4096);
    for (let i = 0n; i < 65_535n; i++) seam.map(page, BASE + i * PAGE);
    expect(budgetOf(seam)).toBe(0);
    expect(seam.map(page, BASE + 65_535n * PAGE).errno).toBe(ERRNO.ENOSPC);
    seam.unmap(BASE, PAGE);
    expect(budgetOf(seam)).toBe(1);
    expect(seam.map(page, BASE).rc).toBe(0);
    expect(readU64(seam.unmap(0n, 0n, 2).out!, 16, 'be')).toBe(65_535n * PAGE);
  });

  it('keeps the size in the answer of an unmap that cuts a mapping', () => {
    const seam = new Seam();
    seam.mapped(0x1_0000, BASE);
    const half = seam.unmap(BASE, 0x8000n);
    expect([half.errno, readU64(half.out!, 16, 'be')]).toEqual([ERRNO.EINVAL, 0x8000n]);
    expect(readU64(seam.unmap(BASE, 0x1_0000n).out!, 16, 'be')).toBe(0x1_0000n);
  });

  it('refuses memory that is not the process’s own with EFAULT', () => {
    const seam = new Seam();
    expect(seam.map({ ...seam.kernel.allocate(4096), vaddr: 0x10_0000n }, BASE).errno).toBe(ERRNO.EFAULT);
  });

  it('lets go of all mappings with the group', () => {
    const seam = new Seam();
    seam.mapped(4096, BASE);
    seam.kernel.close(seam.fd);
    seam.kernel.ioctl(seam.group, IOCTL.VFIO_GROUP_UNSET_CONTAINER);
    seam.kernel.ioctl(seam.group, IOCTL.VFIO_GROUP_SET_CONTAINER, fdArgument(seam.container));
    seam.kernel.ioctl(seam.container, IOCTL.VFIO_SET_IOMMU, 3);
    expect(budgetOf(seam)).toBe(65_535);
  });
});

it('a container whose descriptor is closed goes on serving the device of its group', () => {
  const seam = new Seam();
  const memory = seam.mapped(4096, BASE);
  seam.kernel.close(seam.container);
  const { gid } = seam.command('READ_GID');
  const { dmb_tok } = seam.command('REG_DMB', { dmb: BASE, dmb_len: 4096, sba_idx: 32, rgid: gid! });
  expect(seam.write(0, dmb_tok as bigint, Uint8Array.of(1, 2, 3)).rc).toBe(3);
  expect(memory.read(0, 3)).toEqual(Uint8Array.of(1, 2, 3));
});

describe('a type1 container, version 1', () => {
  it('unmaps nothing from inside a mapping, and all of it from its first byte', () => {
    const seam = version1();
    seam.mapped(0x4000, BASE);
    expect(readU64(seam.unmap(BASE + PAGE, PAGE).out!, 16, 'be')).toBe(0n);
    expect(readU64(seam.unmap(BASE, PAGE).out!, 16, 'be')).toBe(0x4000n);
  });
});

function version1(): Seam {
  const seam = new Seam();
  seam.kernel.close(seam.fd);
  seam.kernel.ioctl(seam.group, IOCTL.VFIO_GROUP_UNSET_CONTAINER);
  seam.kernel.ioctl(seam.group, IOCTL.VFIO_GROUP_SET_CONTAINER, fdArgument(seam.container));
  seam.kernel.ioctl(seam.container, IOCTL.VFIO_SET_IOMMU, 1);
  return seam;
}

describe('descriptors', () => {
  it('are the lowest free numbers', () => {
    const kernel = new SimKernel(new SimMachine().host);
    const open = () => atOnce(kernel.open('/dev/vfio/vfio')).rc;
    expect([open(), open(), open()]).toEqual([3, 4, 5]);
    kernel.close(4);
    expect([open(), open()]).toEqual([4, 6]);
  });

  it('of a group are given to one process at a time', () => {
    const { host } = new SimMachine();
    const open = () => atOnce(new SimKernel(host).open('/dev/vfio/7'));
    expect(open().rc).toBeGreaterThan(0);
    expect(open().errno).toBe(ERRNO.EBUSY);
    expect(atOnce(new SimKernel(host).open('/dev/vfio/99')).errno).toBe(ERRNO.ENOENT);
  });

  it('that are not open are EBADF', () => {
    const kernel = new SimKernel(new SimMachine().host);
    expect(atOnce(kernel.pread(40, 0n, 8)).errno).toBe(ERRNO.EBADF);
    expect(atOnce(kernel.close(40)).errno).toBe(ERRNO.EBADF);
  });
});
