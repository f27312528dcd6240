import { expect, test } from './fixtures.ts';

test('npm start opens the workbench live on the simulated ISM function', async ({ workbench, page }) => {
  await workbench.expectCondition('live');
  await expect(workbench.shownTarget()).toHaveText('sim:ism');
  await expect(workbench.topBar).toContainText('ISM');
  await expect(workbench.topBar).toContainText('READ-ONLY');
  expect(new URL(page.url()).search).toBe('');
});

test('a second page without the token is refused in a sentence', async ({ browser, running }) => {
  const page = await browser.newPage();
  const response = await page.goto(new URL('/', running.url).href);
  expect(response?.status()).toBe(403);
  await expect(page.getByText('This workbench is locked.')).toBeVisible();
  await page.close();
});
