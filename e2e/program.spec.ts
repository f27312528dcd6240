import { expect, test } from './fixtures.ts';

test('a program from the list runs to its end and stores into the peer', async ({ workbench }) => {
  const { composer, requests, targets } = workbench;
  await workbench.arm();
  await targets.open(/ism-hello\.zpci/);
  await composer.runAll();
  await expect(composer.progress()).toContainText('16 of 16');
  await workbench.bringToFront('Requests');
  await expect(requests.ofKind('pcistb').first()).toBeVisible();
});
