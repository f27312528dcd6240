import { expect, test } from 'vitest';
import type { OpenFunction } from './target/with-function.ts';
import { withFunction } from './target/with-function.ts';
import { lab } from './the-lab.ts';

const EIO = 5;
const ERROR_INTERRUPT = 3;

/** Registers of an NVMe controller in BAR 0, and what starts it with one 4 KiB queue pair (NVMe base specification, 3.1). */
const NVME = { aqa: 0x24, asq: 0x28, acq: 0x30, cc: 0x14, doorbell: 0x1000 };
const QUEUE_OF_TWO = '01000100';
const ENABLE = '01004600';

/** Has the controller fetch a command from an I/O virtual address nobody mapped. */
async function readOutsideMappings({ target, send }: OpenFunction): Promise<void> {
  const unmapped = Buffer.alloc(8);
  unmapped.writeBigUInt64LE(target.view().facts.windows[0]!.start + 0x100000n);
  const write = (offset: number, data: string) => send({ kind: 'region.write', region: 0, offset, data });
  await send({ kind: 'config.write', offset: 4, data: '0600' });
  await write(NVME.aqa, QUEUE_OF_TWO);
  await write(NVME.asq, unmapped.toString('hex'));
  await write(NVME.acq, unmapped.toString('hex'));
  await write(NVME.cc, ENABLE);
  await write(NVME.doorbell, '01000000');
}

test('DMA outside a mapping puts the function into error state: signalled, visible in every answer, and a reset leads back', () =>
  withFunction(lab, 'failing', async (open) => {
    const { target, send } = open;
    await target.arm(true);
    expect(await send({ kind: 'irq.arm', index: ERROR_INTERRUPT, start: 0, count: 1 })).toMatchObject({ status: 'ok' });
    await readOutsideMappings(open);
    expect(await send({ kind: 'irq.wait', index: ERROR_INTERRUPT, timeoutMs: 20_000 })).toMatchObject({ status: 'ok' });
    expect(await send({ kind: 'config.read', offset: 0, length: 4 })).toMatchObject({ status: 'errno', errno: EIO });
    const load = await send({ kind: 'region.read', region: 0, offset: 0, length: 8 });
    expect(load).toMatchObject({ status: 'ok', data: new Uint8Array(8).fill(0xff) });
    expect(load.warnings.join(' ')).toMatch(/0xff/);
    expect(await send({ kind: 'dma.unmap', all: true })).toMatchObject({ status: 'ok' });
    expect(await send({ kind: 'device.reset' })).toMatchObject({ status: 'ok' });
    expect(await send({ kind: 'config.read', offset: 0, length: 4 })).toMatchObject({ status: 'ok' });
  }));

test('a function that was in error state and closed is repaired by the recover attribute, and can be opened again', async () => {
  const device = `/sys/bus/pci/devices/${lab.bdf('failing')}`;
  await lab.sh(`echo 1 >${device}/recover`);
  await lab.sh(
    `echo vfio-pci >${device}/driver_override; if [ -e ${device}/driver ]; then echo ${lab.bdf('failing')} >${device}/driver/unbind; fi; echo ${lab.bdf('failing')} >/sys/bus/pci/drivers_probe`,
  );
  await withFunction(lab, 'failing', async ({ send }) => {
    expect(await send({ kind: 'config.read', offset: 0, length: 4 })).toMatchObject({ status: 'ok' });
  });
});
