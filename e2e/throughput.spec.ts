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

test('two cursors tell what changed between them, and lead to the requests of their time', { tag: '@browser' }, async ({
  workbench,
}) => {
  await workbench.arm();
  await workbench.bringToFront('Throughput');
  const { throughput, requests } = workbench;
  await throughput.start({ op: 'pcistb', length: '64', seconds: '1', rate: '2000' });
  await expect(throughput.startButton()).toBeVisible({ timeout: 30_000 });
  await workbench.idle();
  await expect(throughput.state()).toContainText('none dropped');
  await throughput.charts().press('Home');
  await workbench.idle();
  await throughput.charts().press('ArrowRight');
  await throughput.charts().press('PageUp');
  await throughput.charts().press('Shift+ArrowRight');
  await expect(throughput.cursors().getByRole('columnheader', { name: 'B − A' })).toBeVisible();
  await expect(throughput.cursors().getByRole('row', { name: /^time/ })).toContainText('+0.1');
  await expect(throughput.cursors()).toContainText(/operations [\d,]+ to [\d,]+ of burst 0/);
  await throughput.charts().press('Enter');
  await workbench.idle();
  await expect(requests.filter()).toHaveValue(/^time <= \d+\.\d{9} && end >= \d+\.\d{9}$/);
  await expect(requests.ofKind('burst pcistb')).toHaveCount(1);
});
