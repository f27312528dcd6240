import { expect, test } from './fixtures.ts';

const BIND = 'Bind a guest page table (2019)';

test('proposals of 2019: capabilities from raw bytes, a bind that is taken, one that is refused as predicted @browser', async ({
  workbench,
}) => {
  const { capabilities, composer, iovaMap, page, targets } = workbench;
  await targets.open(/proposals of 2019/);
  await capabilities.select(/^Device info/);
  await page.keyboard.press('ArrowLeft');
  await capabilities.select(/^IOMMU info/);
  await page.keyboard.press('ArrowRight');
  for (const name of ['dma', 'qfn', 'qgrp', 'nesting']) await expect(capabilities.line(name)).toBeVisible();

  await workbench.arm();
  await workbench.chooseLayout('Compose');
  await composer.addTemplate(BIND);
  await composer.select(composer.steps().first());
  await expect(composer.dryRun()).toContainText('VFIO_IOMMU_BIND');
  await composer.send();
  await expect(composer.result()).toContainText('predicted ok, answered ok');
  await expect(iovaMap.panel).toContainText('1 PASID bound');
  await expect(composer.verdict()).toContainText('PASID-FREE');
  await composer.send();
  await expect(composer.result()).toContainText('predicted EBUSY, answered EBUSY');

  await composer.field('format').fill('2');
  await expect(composer.verdict()).toContainText('PASID-FORMAT');
  await composer.send();
  await expect(composer.result()).toContainText('predicted EINVAL, answered EINVAL');
});

test('a kernel without the proposals says so before and after @browser', async ({ workbench }) => {
  const { composer } = workbench;
  await workbench.arm();
  await workbench.chooseLayout('Compose');
  await composer.addTemplate(BIND);
  await composer.select(composer.steps().first());
  await expect(composer.verdict()).toContainText('never merged');
  await composer.send();
  await expect(composer.result()).toContainText('predicted ENOTTY, answered ENOTTY');
});
