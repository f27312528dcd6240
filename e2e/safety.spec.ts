import { expect, test } from './fixtures.ts';

test('a dangerous request is asked about once, and not sent before it is meant @browser', async ({ workbench }) => {
  const { composer, dangerDialog, requests, targets } = workbench;
  await targets.open(/Simulated network function/);
  await workbench.arm();
  await workbench.chooseLayout('Compose');
  await composer.addSteps('PCILG 8 bytes of BAR 2');
  await composer.chooseKind('device.reset');

  await composer.send();
  await expect(dangerDialog.panel).toContainText('loses what was set up inside the function');
  await expect(dangerDialog.leave()).toBeFocused();
  await dangerDialog.leave().click();
  await workbench.idle();
  await expect(requests.ofKind('device.reset')).toHaveCount(0);

  await composer.send();
  await dangerDialog.goOn().click();
  await workbench.idle();
  await expect(requests.ofKind('device.reset')).toHaveCount(1);

  await composer.send();
  await expect(dangerDialog.panel).toHaveCount(0);
  await expect(requests.ofKind('device.reset')).toHaveCount(2);
});
