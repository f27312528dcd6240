import { expect, test } from './fixtures.ts';

test('the workbench opens live on the simulated ISM function', async ({ workbench }) => {
  await workbench.expectCondition('live');
  await expect(workbench.shownTarget()).toHaveText('sim:ism');
  await expect(workbench.topBar).toContainText('ISM');
  await expect(workbench.topBar).toContainText('READ-ONLY');
});

test('the token does not stay in the address', { tag: '@browser' }, async ({ workbench, page }) => {
  await workbench.idle();
  expect(new URL(page.url()).search).toBe('');
});

test('a second page without the token is refused in a sentence', { tag: '@browser' }, async ({ browser, served }) => {
  const page = await browser.newPage();
  const response = await page.goto(new URL('/', served.url).href);
  expect(response?.status()).toBe(403);
  await expect(page.getByText('This workbench is locked.')).toBeVisible();
  await page.close();
});
