import { expect, test } from './fixtures.ts';

test('one payload is stored three ways, and the picture shows what the peer makes of each', {
  tag: '@browser',
}, async ({ workbench }) => {
  const { twoPaths, requests } = workbench;
  await workbench.bringToFront('Two paths');
  await expect(twoPaths.storeButton()).toHaveAttribute('aria-disabled', 'true');
  await workbench.arm();
  await twoPaths.choose('Pace', 'real');
  // All of 4 KiB is some 3,000 requests one by one: the tests beside the run have it.
  await twoPaths.choose('Length of the payload', '1024');
  await twoPaths.storeButton().click();
  await expect(twoPaths.lane('four')).toContainText('told 256 times', { timeout: 40_000 });
  await expect(twoPaths.storeButton()).toBeVisible();
  for (const [lane, operations] of [
    ['whole', '1'],
    ['eight', '128'],
    ['four', '256'],
  ] as const) {
    await expect(twoPaths.operations(lane)).toHaveText(operations);
    await expect(twoPaths.memory(lane)).toHaveAccessibleName(/1,024 of 1,024 bytes are new/);
  }
  await expect(twoPaths.lane('whole')).toContainText('no moment in between');
  await expect(twoPaths.lane('eight')).toContainText('8 of 1,024 bytes are new');

  await twoPaths.playback('To the beginning').click();
  await expect(twoPaths.memory('eight')).toHaveAccessibleName(/: 0 of 1,024/);
  await twoPaths.playback('One store further').click();
  await expect(twoPaths.memory('eight')).toHaveAccessibleName(/: (0|8) of 1,024/);

  await workbench.bringToFront('Requests');
  await expect(requests.rows().first()).toBeVisible();
});
