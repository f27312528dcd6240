import type { WorkbenchWindow } from '../pages/workbench-window.ts';

/**
 * Records four rows and shows the recording: a buffer is made, then mapped, a mark is set, a store that crosses a page of the device is
 * refused. All in the layout Compose. Gives the name of the file.
 */
export async function recorded(workbench: WorkbenchWindow): Promise<string> {
  const { recordingBar, iovaMap, composer } = workbench;
  await workbench.chooseLayout('Compose');
  await workbench.arm();
  await recordingBar.start();
  const file = await recordingBar.file().innerText();
  await iovaMap.mapBuffer({ buffer: 'dmb', size: '64 KiB' });
  await recordingBar.mark('before the store');
  await composer.addSteps('PCISTB 4 KiB counter to BAR 0');
  await composer.field('offset').fill('0xff8');
  await composer.send();
  await recordingBar.stop();
  await workbench.toasts().getByRole('button', { name: 'Open recording' }).click();
  await workbench.expectCondition('recorded');
  await workbench.idle();
  return file;
}
