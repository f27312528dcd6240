import { expect, test } from './fixtures.ts';

test('a capability field lights the bytes it was read from', async ({ workbench }) => {
  await workbench.capabilities.select(/start_dma/);
  await expect(workbench.bytes.structure().locator('option:checked')).toHaveText('Device info');
  await expect(workbench.bytes.field()).toContainText('start_dma');
  await expect(workbench.bytes.field()).toContainText('0x1_0000_0000');
  expect(await workbench.bytes.lit()).toBe('0000000100000000');
});

test('a byte selects the capability field it belongs to', async ({ workbench }) => {
  await workbench.bytes.byte(50).click();
  await workbench.idle();
  await expect(workbench.capabilities.line(/^vfn/)).toHaveAttribute('aria-selected', 'true');
});

test('configuration space is read only when asked for', async ({ workbench }) => {
  await workbench.capabilities.scrollToEnd();
  await workbench.capabilities.panel.getByRole('button', { name: 'Read config space' }).click();
  await workbench.idle();
  await workbench.capabilities.select(/^Configuration space 256 bytes/);
  await expect(workbench.bytes.structure().locator('option:checked')).toHaveText('Configuration space');
});

test('a heading shows the bytes of the first thing below it', async ({ workbench }) => {
  await workbench.capabilities.scrollToEnd();
  await workbench.capabilities.select(/^Identity/);
  await expect(workbench.capabilities.line(/^Identity/)).toHaveAttribute('aria-selected', 'true');
  await expect(workbench.bytes.structure()).toHaveValue(/^attribute\//);
});
