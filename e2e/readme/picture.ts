import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';

const PICTURE = join(import.meta.dirname, '..', '..', 'docs', 'screenshot.png');

test('the window at work: a field and its bytes, a mapping, a program that has run, a recording', async ({
  workbench,
}) => {
  const { capabilities, composer, iovaMap, page, recordingBar, requests, targets } = workbench;
  await workbench.arm();
  await recordingBar.start();
  await iovaMap.mapBuffer({ buffer: 'dmb', size: '64 MiB' });
  await targets.open(/ism-hello\.zpci/);
  await composer.runAll();
  await workbench.chooseLayout('Inspect');
  await workbench.bringToFront('Capabilities');
  await capabilities.select(/^end_dma/);
  await expect(requests.ofKind('pcistb').first()).toBeVisible();
  await page.screenshot({ path: PICTURE });
});
