import { describe, expect, test } from 'vitest';
import { ERRNO } from '../../abi/errno.ts';
import type { SyscallResult } from '../syscalls.ts';
import { openFunction } from './open-function.ts';
import { captured, FakeKernel, PLACE } from './testing/fake-kernel.ts';

const ADDRESS = 0x3ff_4000_0000n;
const answer = (more: Partial<SyscallResult>): SyscallResult => ({
  rc: 0,
  errno: 0,
  startNs: 0n,
  durationNs: 1n,
  ...more,
});

/** A kernel that maps BARs; the captured function has the MMAP flag, and `probe` is the errno of a read of no bytes. */
class MappingKernel extends FakeKernel {
  readonly moved: [bigint, number][] = [];
  probe: number = ERRNO.EINVAL;
  mapErrno = 0;

  constructor() {
    super(captured('k7.2-q10-net'));
  }

  mapRegion(_fd: number, offset: bigint, length: number) {
    this.journal.push(`mmap ${offset.toString(16)} ${length}`);
    const failed = this.mapErrno > 0;
    return {
      ...answer({ rc: failed ? -1 : 0, errno: this.mapErrno }),
      address: failed ? 0n : ADDRESS + (offset >> 12n),
    };
  }

  unmapRegion(): SyscallResult {
    this.journal.push('munmap');
    return answer({});
  }

  mmioRead(address: bigint, length: number): SyscallResult {
    if (length === 0) return answer({ rc: -1, errno: this.probe });
    this.moved.push([address, length]);
    return answer({ out: new Uint8Array(length).fill(0xff) });
  }

  mmioWrite(address: bigint, data: Uint8Array): SyscallResult {
    this.moved.push([address, data.length]);
    return answer({});
  }
}

const pathOf = async (kernel: MappingKernel) => {
  const target = await openFunction(kernel, PLACE);
  return target.snapshot().paths.find(({ path }) => path === 'mmio');
};

describe('whether BARs can be reached by s390_pci_mmio_write is asked of the machine', () => {
  test('present where a read of no bytes is refused as such, and the calls that showed it are kept', async () => {
    const kernel = new MappingKernel();
    expect(await pathOf(kernel)).toMatchObject({ present: true });
    const target = await openFunction(kernel, PLACE);
    expect(target.view().paths).toEqual(['vfio-bar', 'mmio']);
    expect(target.snapshot().calls).toContainEqual(
      expect.objectContaining({ name: 's390_pci_mmio_read', length: 0, errno: ERRNO.EINVAL }),
    );
    expect(kernel.moved).toEqual([]);
  });

  test.each([
    ['ENOSYS: the machine has no such call', { probe: ERRNO.ENOSYS }, /no system call/],
    ['a BAR that is not mapped after all', { mapErrno: ERRNO.EINVAL }, /mmap failed with EINVAL/],
  ])('absent with the reason: %s', async (_, change, reason) => {
    const path = await pathOf(Object.assign(new MappingKernel(), change));
    expect(path).toMatchObject({ present: false, reason: expect.stringMatching(reason) });
  });
});

test('each BAR is mapped once, whole pages, and unmapped before the device is closed', async () => {
  const kernel = new MappingKernel();
  const target = await openFunction(kernel, PLACE);
  target.arm(true);
  const load = { kind: 'pcilg', path: 'mmio', space: 4, offset: 0x10n, length: 8 } as const;
  const outcome = await target.send(load);
  expect(outcome).toMatchObject({ status: 'ok', path: 'mmio', warnings: [], data: new Uint8Array(8).fill(0xff) });
  await target.send({ kind: 'pcistb', path: 'mmio', space: 4, offset: 0x20n, data: new Uint8Array(16), pageOffset: 0 });
  const bar4 = ADDRESS + (0x400_0000_0000n >> 12n);
  expect(kernel.moved).toEqual([
    [bar4 + 0x10n, 8],
    [bar4 + 0x20n, 16],
  ]);
  await target.close();
  expect(kernel.journal.filter((call) => call.startsWith('mmap 40000000000'))).toEqual(['mmap 40000000000 16384']);
  expect(kernel.journal.indexOf('munmap')).toBeLessThan(kernel.journal.indexOf('close device'));
});

test('a burst through a mapped BAR counts the bytes it moved, though the calls answer 0', async () => {
  const kernel = new MappingKernel();
  const target = await openFunction(kernel, PLACE);
  target.arm(true);
  const spec = { op: 'pcistb', path: 'mmio', space: 4, offset: 0n, length: 16, stride: 0, span: 0, count: 3 } as const;
  expect(await target.startBurst(spec).drain()).toMatchObject({ count: 3, bytes: 48, errors: 0, done: true });
});
