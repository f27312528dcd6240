import { expect, test } from './fixtures.ts';

test('a capture of a real s390x function shows what the kernel said, and nothing can be sent to it', async ({
  workbench,
}) => {
  await workbench.targets.open(/k7\.2full-q10-ism-net/);
  await expect(workbench.shownTarget()).toHaveText('k7.2full-q10-ism-net.json');
  await expect(workbench.capabilities.line(/zpci-base/)).toBeVisible();
  await workbench.capabilities.select(/end_dma/);
  expect(await workbench.bytes.lit()).toMatch(/^[0-9a-f]{16}$/);
  await expect(workbench.topBar.getByRole('button', { name: 'Arm' })).toHaveAttribute('aria-disabled', 'true');
});
