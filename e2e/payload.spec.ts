import { expect, test } from './fixtures.ts';

/** Global id of the simulated ISM function. */
const GID = '0x401_1042_0000_0001';

test('an ISM command is composed of typed operands and its answer has named fields @browser', async ({ workbench }) => {
  const { composer } = workbench;
  await workbench.arm();
  await workbench.chooseLayout('Compose');
  await composer.addTemplate('ISM command READ_GID');
  await expect(composer.steps()).toHaveCount(3);
  await composer.runAll();
  await expect(composer.ismAnswer('READ_GID')).toContainText('done');
  await expect(composer.ismAnswer('READ_GID').getByRole('row', { name: /^gid/ })).toContainText(GID);
});

test('a move that crosses 4 KiB arrives in the memory of the peer as it was sent @browser', async ({ workbench }) => {
  const { composer, requests } = workbench;
  await workbench.arm();
  await workbench.chooseLayout('Compose');
  await composer.addTemplate('DMB of a peer: register, move, read back', { offset: '0xff0', length: '5000' });
  await composer.runAll();
  await expect(composer.progress()).toContainText('17 of 17 steps · done');
  await expect(composer.ismAnswer('UNREG_DMB')).toContainText('of peer done');
  await expect(requests.ofKind('buffer.read')).toContainText('ok');
});

test('what a store wrote is read back from the memory of the peer on demand @browser', async ({ workbench }) => {
  const { composer, targets } = workbench;
  await workbench.chooseLayout('Compose');
  await workbench.bringToFront('Targets');
  await targets.at('sim:ism-peer').dblclick();
  await workbench.idle();
  await workbench.arm();
  await composer.addTemplate('ISM command REG_DMB', { rgid: GID });
  await composer.runAll();
  await targets.at('sim:ism').dblclick();
  await workbench.idle();
  await workbench.arm();
  await composer.addTemplate('DMB move', { token: '0x1_0000_0000', offset: '0x40', length: '100', value: '5' });
  await composer.send();
  await expect(composer.difference()).toHaveCount(0);
  await composer.readBack();
  await expect(composer.difference()).toContainText('The same: 100 bytes.');
  await composer.panel.getByRole('textbox', { name: 'at', exact: true }).fill('0x41');
  await composer.readBack();
  await expect(composer.difference()).toContainText('100 bytes of 100 differ in one place, first at 0x0.');
});

test('a dump of words is recognised, put into the payload and edited as text @browser', async ({ workbench, page }) => {
  const { composer } = workbench;
  await workbench.arm();
  await workbench.chooseLayout('Compose');
  await composer.addSteps('PCISTB 4 KiB counter to BAR 0');
  await composer.editBytes();
  await composer.pasteDump('0000000 6548 6c6c 2c6f 7a20 4350 0049\n000000b\n');
  await expect(composer.pasteBox()).toContainText('little-endian machine (x86) · 11 bytes');
  await composer.pasteBox().getByRole('button', { name: 'Replace the payload' }).click();
  await expect(composer.field('length')).toHaveValue('11');
  await composer.payload().focus();
  await page.keyboard.press('Alt+t');
  await page.keyboard.type('J');
  await page.keyboard.press('Insert');
  await page.keyboard.type('!?');
  await expect(composer.field('length')).toHaveValue('13');
  await composer.send();
  await expect(composer.result()).toContainText('13 bytes');
  await expect(composer.result().getByRole('grid', { name: 'Bytes of the result' })).toContainText('4a213f656c6c6f2c');
});
