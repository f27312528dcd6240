import { expect, test } from './fixtures.ts';
import { recorded } from './support/recorded.ts';

test('a recording that is played shows the addresses that were mapped at the cursor', async ({ workbench }) => {
  await recorded(workbench);
  const { player, iovaMap } = workbench;
  await player.press('Home');
  await player.expectRows(0, 4);
  await expect(iovaMap.mappings()).toHaveCount(0);
  await player.press('ArrowRight', 'ArrowRight');
  await player.expectRows(2, 4);
  await expect(iovaMap.mappings()).toHaveCount(1);
  await player.press('ArrowLeft');
  await expect(iovaMap.mappings()).toHaveCount(0);
});

// In the application it is the same window and the same messages: one of these is enough there.
test.describe('a recording that is played', { tag: '@browser' }, () => {
  test('says as of when, and how to come back to the end', async ({ workbench }) => {
    await recorded(workbench);
    const { player, iovaMap } = workbench;
    await player.press('Home');
    const asOf = iovaMap.panel.getByTestId('as-of');
    await expect(asOf).toHaveText(/^as of /);
    await asOf.getByRole('button', { name: 'to the end' }).click();
    await workbench.idle();
    await expect(asOf).toHaveCount(0);
    await expect(player.time()).toContainText('end');
  });

  test('goes to the next error and mark and marks their row', async ({ workbench }) => {
    await recorded(workbench);
    const { player, requests } = workbench;
    await player.press('Home', ']');
    await expect(requests.atCursor()).toHaveAttribute('data-kind', 'mark');
    await player.press('E');
    await expect(requests.atCursor()).toHaveAttribute('data-kind', 'pcistb');
    await player.press('E');
    await expect(workbench.toasts()).toContainText('No further failed request.');
    await player.goTo('marks', 'Previous');
    await expect(requests.atCursor()).toHaveAttribute('data-kind', 'mark');
  });

  test('goes to the access to the selected mapping', async ({ workbench }) => {
    await recorded(workbench);
    const { player, iovaMap, requests } = workbench;
    await iovaMap.mappings().first().click();
    await workbench.idle();
    await player.press(',');
    await expect(requests.atCursor()).toHaveAttribute('data-kind', 'dma.map');
  });

  test('plays to its end, and back where a request is selected', async ({ workbench }) => {
    await recorded(workbench);
    const { player, requests } = workbench;
    await player.press('Home');
    await player.chooseSpeed('max');
    await player.click('Play');
    await expect(player.time()).toHaveAttribute('data-at', 'end');
    await workbench.idle();
    await requests.ofKind('dma.map').click();
    await workbench.idle();
    await player.expectRows(2, 4);
  });

  test('plays only the stretch that was chosen on the slider', async ({ workbench }) => {
    await recorded(workbench);
    const { player } = workbench;
    await player.chooseSpan(0.25, 0.75);
    await player.chooseSpeed('max');
    await player.press('Space');
    await expect(player.slider()).toHaveAttribute('aria-valuetext', /^\d/);
    expect(await player.part()).toBeCloseTo(0.75, 1);
    await player.click('Play all of it, not only the chosen stretch');
    await expect(player.bar.getByTestId('played-span')).toHaveCount(0);
  });

  test('is paused by the same key, and left where it was', async ({ workbench }) => {
    await recorded(workbench);
    const { player } = workbench;
    // All of it, idle time too, and slowly: it is still being played when the key comes again.
    await player.press('Home', 'I');
    await player.chooseSpeed('0.25');
    await workbench.page.keyboard.press('Space');
    await expect(player.bar.getByRole('button', { name: 'Pause' })).toBeVisible();
    await player.press('Space');
    await expect(player.bar.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  });
});
