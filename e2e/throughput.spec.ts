import { expect, test } from './fixtures.ts';
import { dropBytes } from './support/drop.ts';

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
  await expect(throughput.state()).toContainText('none dropped', { timeout: 30_000 });
  await throughput.charts().press('Home');
  await workbench.idle();
  await throughput.charts().press('ArrowRight');
  await throughput.charts().press('PageUp');
  await throughput.charts().press('Shift+ArrowRight');
  await expect(throughput.cursors().getByRole('columnheader', { name: 'B − A' })).toBeVisible();
  await expect(throughput.cursors().getByRole('row', { name: /^time/ })).toContainText(/\+(?!0\.000)\d+\.\d{3} s/);
  await expect(throughput.cursors()).toContainText(/operations [\d,]+ to [\d,]+ of burst 0/);
  await throughput.charts().press('Enter');
  await workbench.idle();
  await expect(requests.filter()).toHaveValue(/^time <= \d+\.\d{9} && end >= \d+\.\d{9}$/);
  await expect(requests.ofKind('burst pcistb')).toHaveCount(1);
});

/** Sixty-three stores and a load of what is not there. */
const PROGRAM = {
  program: 1,
  name: 'stores',
  steps: [
    {
      kind: 'repeat',
      count: 63,
      steps: [{ kind: 'pcistb', space: 0, offset: '0x2000000', data: { pattern: 'counter', length: 64 } }],
    },
    { kind: 'pcilg', space: 2, offset: 8, length: 8 },
  ],
};

test('single requests of a program are charted by operation and path, live and in the player', {
  tag: '@browser',
}, async ({ workbench }) => {
  const { throughput, composer, recordingBar } = workbench;
  await workbench.arm();
  await recordingBar.start();
  await dropBytes(workbench.page, 'stores.zpci.json', Buffer.from(JSON.stringify(PROGRAM)));
  await expect(composer.steps()).toHaveCount(3);
  await workbench.bringToFront('Throughput');
  await composer.runAll();
  await expect(composer.progress()).toContainText('64 of 64 steps · done');
  await expect(throughput.total()).toHaveText('64 requests, 0 errors');
  await expect(throughput.charts().getByRole('button', { name: 'pcilg', exact: true })).toHaveCount(2);
  await recordingBar.stop();
  await workbench.toasts().getByRole('button', { name: 'Open recording' }).click();
  await workbench.expectCondition('recorded');
  await workbench.idle();
  await expect(throughput.total()).toHaveText('64 requests, 0 errors');
  await expect(throughput.charts().getByTitle('Do not draw pcistb · ism-vfio-pci')).toHaveCount(2);
});
