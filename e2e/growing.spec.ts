import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';

test('a recording is read while it is written: it grows, takes notes that lie beside it, and says when it is finished', {
  tag: '@browser',
}, async ({ workbench, running }) => {
  const { recordingBar, iovaMap, requests, targets, page } = workbench;
  await workbench.arm();
  await recordingBar.start();
  const file = await recordingBar.file().innerText();
  await iovaMap.mapBuffer({ buffer: 'dmb', size: '64 KiB' });
  await targets.open(new RegExp(file.replaceAll('.', '\\.')));
  await workbench.expectCondition('recorded');
  await expect(recordingBar.bar).toContainText('being written');
  await expect(requests.ofKind('dma.map')).toHaveCount(1);

  await recordingBar.note('the buffer of the demonstration');
  await expect(recordingBar.bar.getByTestId('note-on-slider')).toHaveCount(1);
  expect(existsSync(join(running.folder, 'recordings', `${file}.notes.json`))).toBe(true);

  await page.getByRole('combobox', { name: 'Target' }).selectOption('sim:ism');
  await workbench.expectCondition('live');
  await recordingBar.mark('later');
  await recordingBar.stop();
  await targets.open(new RegExp(file.replaceAll('.', '\\.')));
  await workbench.expectCondition('recorded');
  await expect(recordingBar.bar).toContainText('finished while it was open');
  await expect(recordingBar.bar).toContainText('3 requests');
  await expect(requests.ofKind('mark')).toHaveCount(1);
  await expect(page.getByTestId('note-on-slider')).toHaveCount(1);
});
