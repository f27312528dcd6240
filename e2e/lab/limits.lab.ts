import { afterAll, beforeAll, expect, test } from 'vitest';
import { withFunction } from './target/with-function.ts';
import { lab } from './the-lab.ts';

const ENOMEM = 12;
const MIB = 1024 * 1024;

const group = async () => {
  const link = await lab.sh(`readlink /sys/bus/pci/devices/${lab.bdf('net')}/iommu_group`);
  return link.slice(link.lastIndexOf('/') + 1);
};

beforeAll(async () => {
  await lab.sh(`chown lab /dev/vfio/vfio /dev/vfio/${await group()}`);
});
afterAll(async () => {
  await lab.sh(`chown root /dev/vfio/vfio /dev/vfio/${await group()}`);
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
