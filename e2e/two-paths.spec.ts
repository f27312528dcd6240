import { expect, test } from './fixtures.ts';

test('one payload is stored three ways, and the picture shows what the peer makes of each', {
  tag: '@browser',
}, async ({ workbench, page }) => {
  // Some 3,000 requests one by one: on a busy machine they take a while.
  test.slow();
  const { twoPaths, requests } = workbench;
  await workbench.bringToFront('Two paths');
  await expect(twoPaths.storeButton()).toHaveAttribute('aria-disabled', 'true');
  await workbench.arm();
  await twoPaths.choose('Pace', 'real');
  await twoPaths.storeButton().click();
  await expect(twoPaths.lane('four')).toContainText('told 1,024 times', { timeout: 120_000 });
  await expect(twoPaths.storeButton()).toBeVisible();
  for (const [lane, operations] of [
    ['whole', '1'],
    ['eight', '512'],
    ['four', '1,024'],
  ] as const) {
    await expect(twoPaths.operations(lane)).toHaveText(operations);
    await expect(twoPaths.memory(lane)).toHaveAccessibleName(/4,096 of 4,096 bytes are new/);
  }
  await expect(twoPaths.lane('whole')).toContainText('no moment in between');
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const lane of ['whole', 'eight', 'four']) await expect(twoPaths.lane(lane)).toBeInViewport({ ratio: 1 });
  await expect(twoPaths.lane('eight')).toContainText('8 of 4,096 bytes are new');

  await twoPaths.playback('To the beginning').click();
  await expect(twoPaths.memory('eight')).toHaveAccessibleName(/: 0 of 4,096/);
  await twoPaths.playback('One store further').click();
  await expect(twoPaths.memory('eight')).toHaveAccessibleName(/: (0|8) of 4,096/);

  await workbench.bringToFront('Requests');
  await expect(requests.rows().first()).toBeVisible();
});
