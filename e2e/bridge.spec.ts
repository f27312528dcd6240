import { expect, test } from './fixtures.ts';
import { crashBridgeOf } from './support/bridge-process.ts';

test('a bridge that crashes ends its sessions with a banner, and opening again starts another', async ({
  workbench,
  running,
}) => {
  crashBridgeOf(running.pid);
  await workbench.expectCondition('ended');
  await expect(workbench.banner()).toContainText('Session ended.');
  await workbench.banner().getByRole('button', { name: 'Open sim:ism again' }).click();
  await workbench.expectCondition('live');
  await expect(workbench.banner()).toHaveCount(0);
  await workbench.idle();
});
