import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FunctionName } from './guest/functions.ts';
import { guestProgram } from './target/guest-program.ts';
import { withFunction } from './target/with-function.ts';
import { lab } from './the-lab.ts';

const ENOMEM = 12;
const MIB = 1024 * 1024;
const PAGE = 4096;

const group = (name: FunctionName) => lab.sh(`basename $(readlink /sys/bus/pci/devices/${lab.bdf(name)}/iommu_group)`);

/** The kernel's default, `dma_entry_limit`; and what a guest is given where each mapping is a message there and back. */
const ALL_ENTRIES = 65_535;
const ENTRIES = 64;
const ENTRY_LIMIT = '/sys/module/vfio_iommu_type1/parameters/dma_entry_limit';
const ENOSPC = 28;
/** Where the guest's functions reach memory. */
const APERTURE = '0x100000000';

beforeAll(async () => {
  await lab.sh(`chown lab /dev/vfio/vfio /dev/vfio/${await group('net')}`);
});
afterAll(async () => {
  await lab.sh(`chown root /dev/vfio/vfio /dev/vfio/${await group('net')}`);
});

test('an ordinary user may pin what the limit on locked memory allows, to the byte; beyond it the answer names limit and mend', () =>
  withFunction(
    lab,
    'net',
    async ({ target, send }) => {
      await target.arm(true);
      const [window] = target.view().facts.windows;
      await send({ kind: 'buffer.alloc', buffer: 'whole', size: 8 * MIB });
      await send({ kind: 'buffer.alloc', buffer: 'more', size: MIB });
      const map = (buffer: string, iova: bigint) => send({ kind: 'dma.map', buffer, iova });
      expect(await map('whole', window!.start)).toMatchObject({ status: 'ok' });
      const refused = await map('more', window!.start + BigInt(16 * MIB));
      expect(refused).toMatchObject({ status: 'errno', errno: ENOMEM });
      expect(refused.warnings.join(' ')).toMatch(/memlock|locked memory/i);
    },
    'lab',
  ));

test(`the kernel takes ${ALL_ENTRIES} mappings and not one more, and says how many are left`, async () => {
  const program = await guestProgram(lab, 'every-entry');
  const said = await lab.sh(`${program} ${lab.bdf('rng')} ${await group('rng')} ${APERTURE}`);
  expect(JSON.parse(said)).toEqual({ before: ALL_ENTRIES, made: ALL_ENTRIES, errno: ENOSPC, after: 0 });
}, 300_000);

test('as many mappings as there are entries for, and not one more: the budget is predicted, answered and counted', async () => {
  const limit = (await lab.sh(`cat ${ENTRY_LIMIT}`)).trim();
  await lab.sh(`echo ${ENTRIES} > ${ENTRY_LIMIT}`);
  await withFunction(lab, 'net', async ({ target, send }) => {
    await target.arm(true);
    await send({ kind: 'buffer.alloc', buffer: 'page', size: PAGE });
    const { start } = target.view().facts.windows[0]!;
    const iova = (index: number) => start + BigInt(index * PAGE);
    const map = (index: number) => send({ kind: 'dma.map', buffer: 'page', iova: iova(index) });
    // All are sent before the first is answered: how far away the machine is costs nothing.
    const made = await Promise.all(Array.from({ length: ENTRIES }, (_, index) => map(index)));
    expect(made.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(target.state()).toMatchObject({ dmaAvail: 0, mappings: { length: ENTRIES } });
    const refused = await map(ENTRIES);
    expect(refused).toMatchObject({ status: 'errno', errno: ENOSPC, broken: ['MAP-BUDGET'] });
    expect(refused.warnings.join(' ')).toContain('dma_avail');
    await send({ kind: 'dma.unmap', iova: iova(ENTRIES >> 1), size: PAGE });
    expect(target.state().dmaAvail).toBe(1);
    expect(await map(ENTRIES)).toMatchObject({ status: 'ok', broken: [] });
    await send({ kind: 'dma.unmap', all: true });
    expect(target.state()).toMatchObject({ dmaAvail: ENTRIES, mappings: [] });
    await target.inspect({ config: false });
    expect(target.state().dmaAvail).toBe(ENTRIES);
  }).finally(() => lab.sh(`echo ${limit} > ${ENTRY_LIMIT}`));
});
