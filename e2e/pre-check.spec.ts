import { expect, test } from './fixtures.ts';

test('a store across a page names rule, field, bytes and errno while it is typed, and its mend makes it legal @browser', async ({
  workbench,
}) => {
  const { composer } = workbench;
  await workbench.chooseLayout('Compose');
  await composer.addSteps('PCISTB 4 KiB counter to BAR 0');
  await composer.field('offset').fill('0xff8');
  await expect(composer.verdict()).toContainText('The kernel would answer EINVAL');
  await expect(composer.verdict()).toContainText('ISM-4K');
  await expect(composer.verdict()).toContainText('crosses the 4 KiB boundary at 0x1000: byte 8 of');
  await expect(composer.blamed('data')).toContainText('EINVAL ISM-4K, bytes 8 to 4095');
  await composer.mend(/^Begin at the boundary: offset = 0x1000/).click();
  await expect(composer.verdict()).toContainText('Breaks no rule of this path');
  await expect(composer.field('offset')).toHaveValue('0x1000');
  await expect(composer.dryRun()).toContainText('pwrite, 4,096 bytes');
  await expect(composer.dryRun()).toContainText('where BAR 0 begins (as the kernel said) + 0x1000');
});

test('the next legal IOVA fills the field, and the dry run shows the structure of the ioctl @browser', async ({
  workbench,
}) => {
  const { composer } = workbench;
  await workbench.arm();
  await workbench.iovaMap.mapBuffer({ buffer: 'dmb', size: '64 KiB' });
  await workbench.chooseLayout('Compose');
  await composer.addSteps('PCISTB 4 KiB counter to BAR 0');
  await composer.chooseKind('dma.map');
  await composer.field('iova').fill('0x1_0000_0000');
  await expect(composer.blamed('iova')).toContainText('EEXIST MAP-OVERLAP');
  await composer.help('Next legal above');
  await expect(composer.field('iova')).toHaveValue('0x100010000');
  await expect(composer.verdict()).toContainText('Breaks no rule of this path');
  await expect(composer.dryRun()).toContainText('ioctl VFIO_IOMMU_MAP_DMA');
  await expect(composer.dryRun()).toContainText('number: 0x3b71');
  await expect(composer.dryRun().getByRole('row', { name: /iova/ })).toContainText('0x1_0001_0000');
});
