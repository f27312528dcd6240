import { expect, test } from './fixtures.ts';

test('what was recorded can be opened again and shows the same requests', async ({ workbench }) => {
  const { recordingBar, iovaMap, requests, targets } = workbench;
  await workbench.arm();
  await recordingBar.start();
  const file = await recordingBar.file().innerText();
  await iovaMap.mapBuffer({ buffer: 'dmb', size: '64 KiB' });
  await recordingBar.stop();
  await targets.open(new RegExp(file.replaceAll('.', '\\.')));
  await workbench.expectCondition('recorded');
  await expect(requests.ofKind('dma.map')).toHaveCount(1);
  await expect(iovaMap.mappings()).toHaveCount(1);
  await expect(recordingBar.bar).toContainText('2 requests, no errors');
});
