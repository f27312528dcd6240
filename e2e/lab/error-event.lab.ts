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

/** Class and revision: asked of the function itself, where vendor and device are answered out of the kernel's memory. */
const classRead = ({ send }: OpenFunction) => send({ kind: 'config.read', offset: 8, length: 4 });
const registers = ({ send }: OpenFunction) => send({ kind: 'region.read', region: 0, offset: 0, length: 8 });

test('DMA outside a mapping puts the function into error state: signalled, visible in every answer, and a reset leads back', () =>
  withFunction(lab, 'failing', async (open) => {
    const { target, send } = open;
    const iova = target.view().facts.windows[0]!.start;
    await target.arm(true);
    await send({ kind: 'buffer.alloc', buffer: 'page', size: 0x1000 });
    await readOutsideMappings(open);
    expect(await send({ kind: 'irq.wait', index: ERROR_INTERRUPT, timeoutMs: 20_000 })).toMatchObject({ status: 'ok' });
    // The signal comes before the kernel has closed the function off.
    await expect.poll(async () => (await classRead(open)).errno, { timeout: 20_000 }).toBe(EIO);
    const load = await registers(open);
    expect(load).toMatchObject({ status: 'ok', data: new Uint8Array(8).fill(0xff) });
    expect(load.warnings.join(' ')).toMatch(/0xff/);
    expect(await send({ kind: 'dma.map', buffer: 'page', iova })).toMatchObject({ status: 'errno', errno: EIO });
    expect(await send({ kind: 'device.reset' })).toMatchObject({ status: 'ok' });
    expect(await classRead(open)).toMatchObject({ status: 'ok' });
    expect((await registers(open)).data).not.toEqual(load.data);
    expect(await send({ kind: 'dma.map', buffer: 'page', iova })).toMatchObject({ status: 'ok' });
  }));

test('a function that was in error state and closed is repaired by the recover attribute, and can be opened again', async () => {
  const device = `/sys/bus/pci/devices/${lab.bdf('failing')}`;
  await lab.sh(`echo 1 >${device}/recover`);
  await lab.sh(
    `echo vfio-pci >${device}/driver_override; if [ -e ${device}/driver ]; then echo ${lab.bdf('failing')} >${device}/driver/unbind; fi; echo ${lab.bdf('failing')} >/sys/bus/pci/drivers_probe`,
  );
  await withFunction(lab, 'failing', async (open) => {
    expect(await classRead(open)).toMatchObject({ status: 'ok' });
  });
});
