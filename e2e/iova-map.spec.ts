import { expect, test } from './fixtures.ts';

test('a mapped DMA buffer appears in the IOVA map', async ({ workbench }) => {
  await workbench.arm();
  await expect(workbench.iovaMap.map()).toHaveAccessibleName(/0 mappings/);
  await workbench.iovaMap.mapBuffer({ buffer: 'dmb', size: '64 KiB' });
  await expect(workbench.iovaMap.map()).toHaveAccessibleName(/1 mapping/);
  await expect(workbench.iovaMap.mappings()).toHaveCount(1);
  await expect(workbench.iovaMap.mappings().first()).toContainText('dmb');
  await expect(workbench.iovaMap.mappings().first()).toContainText('0x1_0000_0000');
  await expect(workbench.requests.ofKind('dma.map')).toHaveCount(1);
});

test('a read-only session maps nothing and says what to do', async ({ workbench: { iovaMap } }) => {
  const { button } = await iovaMap.openForm();
  await expect(button).toBeDisabled();
  await expect(button).toHaveAccessibleDescription(/arm it first/);
});

test('a mapping is taken away by its Unmap button, and its place is free again', async ({ workbench }) => {
  const { iovaMap, requests } = workbench;
  await workbench.arm();
  await iovaMap.mapBuffer({ buffer: 'dmb', size: '64 KiB' });
  await iovaMap.unmap('0x1_0000_0000');
  await expect(iovaMap.map()).toHaveAccessibleName(/0 mappings/);
  await expect(iovaMap.mappings()).toHaveCount(0);
  await expect(requests.ofKind('dma.unmap')).toContainText('ok');
});
