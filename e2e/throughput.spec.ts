import { expect, test } from './fixtures.ts';

test('a store loop shows its throughput while it runs and one row when it is done', async ({ workbench }) => {
  await workbench.arm();
  await workbench.bringToFront('Throughput');
  const { throughput, requests } = workbench;
  await throughput.start({ op: 'pcistb', length: '4096', seconds: '60' });
  await expect(throughput.figures(/^requests/)).toContainText(/[1-9]/);
  await expect(throughput.panel.getByRole('img').first()).toBeVisible();
  await throughput.stopButton().click();
  await expect(throughput.startButton()).toBeVisible();
  await workbench.bringToFront('Requests');
  await expect(requests.rows()).toHaveCount(1);
  await workbench.bringToFront('Throughput');
});
